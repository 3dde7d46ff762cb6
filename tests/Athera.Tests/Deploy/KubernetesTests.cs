using System.Diagnostics;
using System.Globalization;
using Athera.Silo.Health;
using Athera.Silo.Settings;
using Athera.Silo.Storage.Postgres;
using Athera.Tests.Api;
using k8s.Models;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Athera.Tests.Deploy;

public sealed partial class KubernetesTests
{
    private readonly KubernetesManifests _manifests = KubernetesManifests.Read();

    private V1Container Container => _manifests.Container;

    private V1PodSpec Pod => _manifests.Pod.Spec;

    [Fact]
    public void A_field_that_Kubernetes_does_not_know_is_noticed() => Assert.Throws<YamlException>(() => KubernetesManifests.Parse(
        "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: athera\nspec:\n  maxUnavailabel: 1\n"));

    [Fact]
    public void There_are_at_least_three_silos_spread_over_machines_and_zones_and_replaced_one_by_one()
    {
        var spec = _manifests.Deployment.Spec;

        Assert.True(spec.Replicas >= 3);
        Assert.Equal("0", spec.Strategy.RollingUpdate.MaxUnavailable.Value);
        Assert.Equal("1", spec.Strategy.RollingUpdate.MaxSurge.Value);
        Assert.Equal(
            ["kubernetes.io/hostname", "topology.kubernetes.io/zone"],
            Pod.TopologySpreadConstraints.Select(constraint => constraint.TopologyKey).Order());
        Assert.All(Pod.TopologySpreadConstraints, constraint => AssertSelectsThePod(constraint.LabelSelector.MatchLabels));
    }

    [Fact]
    public void Everything_that_selects_pods_selects_these()
    {
        AssertSelectsThePod(_manifests.Deployment.Spec.Selector.MatchLabels);
        AssertSelectsThePod(_manifests.Only<V1PodDisruptionBudget>().Spec.Selector.MatchLabels);
        AssertSelectsThePod(_manifests.Only<V1NetworkPolicy>().Spec.PodSelector.MatchLabels);
        AssertSelectsThePod(_manifests.Only<V1Service>().Spec.Selector);
    }

    [Fact]
    public void A_drained_node_takes_one_silo_at_a_time() =>
        Assert.Equal("1", _manifests.Only<V1PodDisruptionBudget>().Spec.MaxUnavailable.Value);

    [Fact]
    public async Task Probes_ask_for_what_the_API_serves_at_a_port_it_has()
    {
        await using var api = await ApiHost.Start();
        var served = api.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText).ToHashSet();

        V1Probe[] probes = [Container.StartupProbe, Container.LivenessProbe, Container.ReadinessProbe];
        Assert.All(probes, probe => Assert.Contains(probe.HttpGet.Path, served));
        Assert.All(probes, probe => Assert.Contains(probe.HttpGet.Port.Value, Container.Ports.Select(port => port.Name)));
        Assert.Equal("/health/ready", Container.ReadinessProbe.HttpGet.Path);
        Assert.Equal("/health/live", Container.LivenessProbe.HttpGet.Path);
    }

    [Fact]
    public void Probes_wait_for_as_long_as_what_they_ask_may_take()
    {
        var start = Container.StartupProbe;

        Assert.True(TimeSpan.FromSeconds(Container.ReadinessProbe.TimeoutSeconds!.Value) > StorageHealth.Deadline);
        Assert.True(TimeSpan.FromSeconds((double)start.PeriodSeconds! * start.FailureThreshold!.Value) > PostgresMigration.Deadline);
        Assert.True(TimeSpan.FromSeconds(_manifests.Deployment.Spec.ProgressDeadlineSeconds!.Value) > PostgresMigration.Deadline);
    }

    [Fact]
    public void A_pod_is_given_longer_to_stop_than_leaving_the_service_and_draining_take()
    {
        var leaving = TimeSpan.FromSeconds(Container.Lifecycle.PreStop.Sleep.Seconds);

        Assert.True(leaving > TimeSpan.Zero);
        Assert.True(TimeSpan.FromSeconds(Pod.TerminationGracePeriodSeconds!.Value) > leaving + SiloSettings.DefaultDrainTime);
    }

    [Fact]
    public void Ports_are_where_the_program_is_told_to_listen_and_what_the_service_and_the_network_let_through()
    {
        Assert.EndsWith($":{_manifests.Port("http")}", _manifests.Setting("ASPNETCORE_URLS"), StringComparison.Ordinal);
        Assert.Equal(_manifests.Port("silo"), int.Parse(_manifests.Setting("Orleans__Endpoints__SiloPort"), CultureInfo.InvariantCulture));
        Assert.Equal(_manifests.Port("gateway"), int.Parse(_manifests.Setting("Orleans__Endpoints__GatewayPort"), CultureInfo.InvariantCulture));
        Assert.Equal(["http"], _manifests.Only<V1Service>().Spec.Ports.Select(port => port.TargetPort.Value));
        Assert.Equal(
            Container.Ports.Select(port => port.Name).Order(),
            _manifests.Only<V1NetworkPolicy>().Spec.Ingress.SelectMany(rule => rule.Ports).Select(port => port.Port.Value).Order());
    }

    [Fact]
    public void Only_silos_reach_silos()
    {
        var inner = _manifests.Only<V1NetworkPolicy>().Spec.Ingress
            .Where(rule => rule.Ports.Any(port => port.Port.Value is "silo" or "gateway"));

        Assert.All(inner, rule => AssertSelectsThePod(Assert.Single(rule.FromProperty).PodSelector.MatchLabels));
    }

    [Fact]
    public async Task Kustomize_puts_everything_into_one_namespace_with_a_pinned_image_and_the_settings_the_pod_reads()
    {
        Assert.SkipUnless(Repository.Has("kubectl"), "There is no kubectl to build the kustomization with.");
        var (code, output, errors) = await Repository.RunAsync(
            new ProcessStartInfo("kubectl", ["kustomize", KubernetesManifests.Directory]), TestContext.Current.CancellationToken);
        Assert.True(code == 0, errors);

        var built = KubernetesManifests.Parse(output);
        Assert.Matches(@"^\S+/athera:\d+\.\d+\.\d+$", built.Container.Image);
        Assert.Equal("athera", built.Deployment.Metadata.NamespaceProperty);
        Assert.Equal(built.Only<V1ConfigMap>().Metadata.Name, Assert.Single(built.Container.EnvFrom).ConfigMapRef.Name);
        Assert.Contains("Athera__PublicUrl", built.Only<V1ConfigMap>().Data.Keys);
    }

    [Fact]
    public void The_kustomization_names_every_manifest()
    {
        var kustomization = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(
            File.ReadAllText(Path.Combine(KubernetesManifests.Directory, "kustomization.yaml")));

        Assert.Equal(
            KubernetesManifests.Files.Select(Path.GetFileName).Order(),
            ((List<object>)kustomization["resources"]).Cast<string>().Order());
    }

    private void AssertSelectsThePod(IDictionary<string, string> selector)
    {
        Assert.NotEmpty(selector);
        Assert.All(selector, label => Assert.Equal(label.Value, _manifests.Pod.Metadata.Labels[label.Key]));
    }
}
