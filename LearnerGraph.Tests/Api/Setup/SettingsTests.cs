using LearnerGraph.Api.Setup;
using LearnerGraph.Tests.Architecture;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace LearnerGraph.Tests.Api.Setup;

public sealed class SettingsTests
{
    private const string Marker = "<!-- settings -->";

    [Fact]
    public void Settings_are_those_of_the_documentation()
    {
        var path = Path.Combine(SourceTree.Root, "docs", "operations.md");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1") Rewrite(path);

        Rows(path).Should().Equal(Settings.All.Select(Row), "run with UPDATE_SNAPSHOTS=1 after changing settings");
    }

    [Fact]
    public void Settings_are_each_read_somewhere() =>
        Settings.All.Where(setting => !IsRead(setting.Key)).Select(setting => setting.Key).Should().BeEmpty();

    [Fact]
    public void Require_names_each_wrong_value_where_it_comes_from_and_what_is_expected()
    {
        var configuration = new ConfigurationBuilder()
            .AddCommandLine(["--Recommendations:DeadlineMs=fast", "--Exploration:Epsilon=0.9"])
            .Build();

        var check = () => SettingsCheck.Require(configuration);

        check.Should().Throw<SettingsException>().Which.Message.Should()
            .Contain("2 settings are wrong")
            .And.Contain("""Recommendations:DeadlineMs = "fast"  (command line): expected a whole number""")
            .And.Contain("""Exploration:Epsilon = "0.9"  (command line): expected a number from 0 to 0.2""")
            .And.Contain("docs/operations.md");
    }

    [Fact]
    public void Require_never_shows_a_secret()
    {
        var secrets = Settings.All.Where(setting => setting.IsSecret).Select(setting => setting.Key);

        secrets.Should().Contain("Auth:Key");
    }

    [Fact]
    public void UnknownVariables_finds_a_mistyped_name() =>
        SettingsCheck.UnknownVariables(["LearnerGraph__Recomendations__DeadlineMs", "LearnerGraph__Auth__Key", "PATH"])
            .Should().Equal("LearnerGraph__Recomendations__DeadlineMs");

    [Fact]
    public async Task Start_with_a_wrong_setting_is_refused()
    {
        var start = () => ApiHost.StartAsync(
            settings: new Dictionary<string, string?> { ["Mastery:Threshold"] = "7" });

        await start.Should().ThrowAsync<SettingsException>().WithMessage("*Mastery:Threshold*from 0.5 to 0.99*");
    }

    private static IEnumerable<string> Rows(string path) =>
        File.ReadAllLines(path).SkipWhile(line => line != Marker).Skip(3)
            .TakeWhile(line => line.StartsWith("| `", StringComparison.Ordinal));

    private static void Rewrite(string path)
    {
        var lines = File.ReadAllLines(path).ToList();
        var at = lines.IndexOf(Marker) + 3;
        while (at < lines.Count && lines[at].StartsWith("| `")) lines.RemoveAt(at);
        lines.InsertRange(at, Settings.All.Select(Row));
        File.WriteAllLines(path, lines);
    }

    private static string Row(Setting setting) =>
        $"| `{setting.Key}` | {(setting.Default.Length > 0 ? $"`{setting.Default}`" : "")} | {setting.Expected} "
        + $"| {setting.Meaning} | {(setting.Alias is null ? "" : $"`{setting.Alias}`")} |";

    private static bool IsRead(string key)
    {
        var (section, name) = (key.Split(':')[0], key.Split(':')[1]);
        return SourceTree.Product.Any(file => !file.Path.EndsWith("/Settings.cs", StringComparison.Ordinal)
            && (file.Text.Contains($"\"{key}\"", StringComparison.Ordinal)
                || (file.Path.EndsWith("Options.cs", StringComparison.Ordinal)
                    && file.Text.Contains($" {name} {{ get;", StringComparison.Ordinal))
                || (section == "ConnectionStrings" && file.Text.Contains($"GetConnectionString(\"{name}\")"))));
    }
}
