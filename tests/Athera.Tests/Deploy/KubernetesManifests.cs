using k8s;
using k8s.Models;

namespace Athera.Tests.Deploy;

/// <summary>The manifests, read as the types of the Kubernetes API; a field that no such type has is refused.</summary>
internal sealed class KubernetesManifests
{
    private static readonly string _directory = Path.Combine(Repository.Deploy, "kubernetes");

    private readonly IReadOnlyList<object> _objects;

    private KubernetesManifests(IEnumerable<object> objects) => _objects = [.. objects];

    public static string Directory => _directory;

    public static IReadOnlyList<string> Files { get; } =
        [.. System.IO.Directory.EnumerateFiles(_directory, "*.yaml").Where(file => Path.GetFileName(file) != "kustomization.yaml").Order()];

    public V1Deployment Deployment => Only<V1Deployment>();

    public V1PodTemplateSpec Pod => Deployment.Spec.Template;

    public V1Container Container => Pod.Spec.Containers.Single();

    public static KubernetesManifests Read() => new(Files.SelectMany(file => Load(File.ReadAllText(file))));

    public static KubernetesManifests Parse(string text) => new(Load(text));

    public T Only<T>() => _objects.OfType<T>().Single();

    public IEnumerable<T> All<T>() => _objects.OfType<T>();

    /// <summary>The number of a port of the container.</summary>
    public int Port(string name) => Container.Ports.Single(port => port.Name == name).ContainerPort;

    /// <summary>The value of a setting.</summary>
    public string Setting(string name) => Container.Env.Single(variable => variable.Name == name).Value;

    private static List<object> Load(string text) => KubernetesYaml.LoadAllFromString(text, strict: true);
}
