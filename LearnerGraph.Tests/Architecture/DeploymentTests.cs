using System.Text.RegularExpressions;
using LearnerGraph.Api.Setup;
using YamlDotNet.RepresentationModel;

namespace LearnerGraph.Tests.Architecture;

/// <summary>The files that start the product elsewhere say what the documentation promises.</summary>
public sealed partial class DeploymentTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "deploy");

    [Fact]
    public void Dockerfile_builds_in_one_stage_and_runs_in_another_as_no_root()
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "Dockerfile"));

        lines.Count(line => line.StartsWith("FROM ", StringComparison.Ordinal)).Should().Be(2);
        lines.Last(line => line.StartsWith("USER ", StringComparison.Ordinal)).Should().Be("USER $APP_UID");
        foreach (var source in lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal))
            .Where(line => !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]))
        {
            Path.Exists(Path.Combine(SourceTree.Root, source)).Should().BeTrue($"{source} is copied");
        }

        KnownSettings(string.Join('\n', lines));
    }

    [Fact]
    public void Compose_has_two_replicas_that_wait_for_their_stores_and_are_given_time_to_stop()
    {
        var services = Map(Documents("compose.yaml").Single()["services"]);

        services.Children.Keys.Select(key => key.ToString()).Should().Equal(
            "replica-1", "replica-2", "postgres", "redis", "prometheus");
        foreach (var name in new[] { "replica-1", "replica-2" })
        {
            // A merge key: what is not said here is said by what it points to.
            var replica = Map(Map(services[name])["<<"]);
            replica["stop_grace_period"].ToString().Should().Be("30s");
            replica["depends_on"]["postgres"]["condition"].ToString().Should().Be("service_healthy");
            Map(services[name])["ports"][0].ToString().Should().EndWith(":8080");
        }

        var scraped = Documents("prometheus.yml").Single()["scrape_configs"][0]["static_configs"][0]["targets"];
        ((YamlSequenceNode)scraped).Select(target => target.ToString()).Should()
            .Equal("replica-1:9090", "replica-2:9090");
        KnownSettings(File.ReadAllText(Path.Combine(Folder, "compose.yaml")));
    }

    [Fact]
    public void Kubernetes_manifests_probe_what_is_served_drain_and_forbid_root()
    {
        var documents = Documents("kubernetes/learnergraph.yaml");
        documents.Select(document => document["kind"].ToString()).Should().Equal(
            "Deployment", "Service", "PodDisruptionBudget", "HorizontalPodAutoscaler");
        var spec = documents[0]["spec"];
        var pod = spec["template"]["spec"];
        var container = pod["containers"][0];

        spec["replicas"].ToString().Should().Be("3");
        spec["strategy"]["rollingUpdate"]["maxUnavailable"].ToString().Should().Be("0");
        spec["selector"]["matchLabels"]["app"].Should().Be(spec["template"]["metadata"]["labels"]["app"]);
        documents[1]["spec"]["selector"]["app"].Should().Be(spec["selector"]["matchLabels"]["app"]);
        int.Parse(pod["terminationGracePeriodSeconds"].ToString()).Should().BeGreaterThan(25);
        pod["securityContext"]["runAsNonRoot"].ToString().Should().Be("true");
        container["livenessProbe"]["httpGet"]["path"].ToString().Should().Be("/health/live");
        container["readinessProbe"]["httpGet"]["path"].ToString().Should().Be("/health/ready");
        container["securityContext"]["readOnlyRootFilesystem"].ToString().Should().Be("true");
        container["ports"][0]["name"].Should().Be(container["readinessProbe"]["httpGet"]["port"]);
        KnownSettings(File.ReadAllText(Path.Combine(Folder, "kubernetes", "learnergraph.yaml")));
    }

    private static YamlNode[] Documents(string file)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Path.Combine(Folder, file));
        stream.Load(text);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    private static YamlMappingNode Map(YamlNode node) => (YamlMappingNode)node;

    private static void KnownSettings(string text)
    {
        var keys = Settings.All.Select(setting => setting.Key).ToHashSet();
        foreach (Match name in Variable().Matches(text))
        {
            keys.Should().Contain(name.Value.Replace("__", ":", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex("[A-Z][A-Za-z]+__[A-Za-z]+")]
    private static partial Regex Variable();
}
