using Athera.Silo.Settings;
using k8s.Models;
using Xunit;

namespace Athera.Tests.Deploy;

public sealed partial class KubernetesTests
{
    [Fact]
    public void Every_container_runs_without_root_rights_or_a_root_it_can_write_to()
    {
        Assert.True(Pod.SecurityContext.RunAsNonRoot);
        Assert.Equal("RuntimeDefault", Pod.SecurityContext.SeccompProfile.Type);
        Assert.All([.. Pod.Containers, .. Pod.InitContainers ?? []], container =>
        {
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.Null(container.SecurityContext.Capabilities.Add);
            Assert.NotEqual(true, container.SecurityContext.Privileged);
        });
        Assert.NotEqual(true, Pod.HostNetwork);
        Assert.DoesNotContain(Pod.Volumes, volume => volume.HostPath is not null);
    }

    [Fact]
    public void It_is_the_user_of_the_image_who_writes_where_the_image_says()
    {
        var image = Dockerfile.Read().Stages[^1];

        Assert.Equal(image.Only("USER").Arguments, $"{Pod.SecurityContext.RunAsUser}:{Pod.SecurityContext.RunAsGroup}");
        Assert.Contains(image.Environment["Athera__DataDirectory"], Container.VolumeMounts.Select(mount => mount.MountPath));
        Assert.All(Pod.Volumes.Where(volume => volume.EmptyDir is not null), volume => Assert.NotNull(volume.EmptyDir.SizeLimit));
    }

    [Fact]
    public void The_cluster_is_asked_for_nothing_and_gives_no_token()
    {
        Assert.False(Pod.AutomountServiceAccountToken);
        Assert.Equal(_manifests.Only<V1ServiceAccount>().Metadata.Name, Pod.ServiceAccountName);
        Assert.False(_manifests.Only<V1ServiceAccount>().AutomountServiceAccountToken);
        Assert.Equal("restricted", _manifests.Only<V1Namespace>().Metadata.Labels["pod-security.kubernetes.io/enforce"]);
    }

    [Fact]
    public void Secrets_are_references_to_files_that_the_program_reads()
    {
        Assert.Empty(_manifests.All<V1Secret>());
        var secret = Assert.Single(Pod.Volumes, volume => volume.Secret is not null);
        Assert.Equal(ProductionSecrets.WithPostgres, secret.Secret.Items.Select(item => item.Path).Order(StringComparer.Ordinal));
        Assert.All(secret.Secret.Items, item => Assert.Equal(item.Key, item.Path));
        var mount = Container.VolumeMounts.Single(one => one.Name == secret.Name);
        Assert.True(mount.ReadOnlyProperty);
        Assert.Equal(_manifests.Setting(SecretFiles.Setting.Replace(":", "__", StringComparison.Ordinal)), mount.MountPath);
        Assert.DoesNotContain(Container.Env, variable => ProductionSecrets.WithPostgres.Contains(variable.Name));
    }

    [Fact]
    public void What_a_pod_may_use_is_said()
    {
        Assert.Equal(["cpu", "memory"], Container.Resources.Requests.Keys.Order());
        Assert.Contains("memory", Container.Resources.Limits.Keys);
    }
}
