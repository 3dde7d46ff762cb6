using Athera.Silo.Hosting;

return await SiloHost.RunAsync(args);
