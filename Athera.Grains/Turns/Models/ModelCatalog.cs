using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Athera.Turns.Models;

/// <summary>Every way to reach a model that this Athera has.</summary>
public sealed class ModelCatalog(IEnumerable<IModelProvider> providers, IOptions<ModelOptions> options) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<IChatClient>> _clients = new();

    /// <summary>The members' names.</summary>
    public IReadOnlyList<string> Kinds { get; } = [.. providers.Select(p => p.Kind)];

    /// <summary>The client of a member.</summary>
    /// <exception cref="InvalidOperationException">There is no such member, or it lacks a setting.</exception>
    public IChatClient Client(string kind) => _clients.GetOrAdd(kind, k => new Lazy<IChatClient>(() => Create(k))).Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(c => c.IsValueCreated))
            client.Value.Dispose();
    }

    private IChatClient Create(string kind) => ModelSettings.Missing(kind, providers, options.Value) is { } missing
        ? throw new InvalidOperationException(missing)
        : providers.First(p => p.Kind == kind).Create(options.Value);
}

/// <summary>Refuses to start while the models that are asked by default lack a setting.</summary>
internal sealed class ModelSettings(IEnumerable<IModelProvider> providers) : IValidateOptions<ModelOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        var kinds = options.Fallback is { Length: > 0 } fallback ? [options.Kind, fallback] : new[] { options.Kind };
        var missing = kinds.Select(kind => Missing(kind, providers, options)).FirstOrDefault(m => m is not null);
        return missing is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(missing);
    }

    /// <summary>What a member lacks; <see langword="null"/> when nothing.</summary>
    public static string? Missing(string kind, IEnumerable<IModelProvider> providers, ModelOptions options) =>
        providers.FirstOrDefault(p => p.Kind == kind) is { } provider
            ? provider.Missing(options)
            : $"{ModelOptions.Section}:Kind must be one of {string.Join(", ", providers.Select(p => p.Kind))}.";
}

/// <summary>The family while it is being put together.</summary>
public static class ModelFamily
{
    /// <summary>Adds the catalog and all its members.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddOptions<ModelOptions>().BindConfiguration(ModelOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelSettings>();
        services.AddSingleton<ModelCatalog>();
        services.AddSingleton<IModelProvider, Offline.OfflineProvider>();
        services.AddSingleton<IModelProvider, OpenAI.OpenAIProvider>();
        services.AddSingleton<IModelProvider, OpenAI.AzureOpenAIProvider>();
        return services;
    }
}
