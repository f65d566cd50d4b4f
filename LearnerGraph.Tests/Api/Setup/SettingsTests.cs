using LearnerGraph.Api.Setup;
using LearnerGraph.Tests.Architecture;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace LearnerGraph.Tests.Api.Setup;

public sealed class SettingsTests
{
    private const string Marker = "<!-- settings -->";
    private const string OlderMarker = "<!-- older names -->";

    [Fact]
    public void Settings_are_those_of_the_documentation()
    {
        var path = Path.Combine(SourceTree.Root, "docs", "operations.md");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1")
        {
            Rewrite(path, Marker, Settings.All.Select(Row));
        }

        Rows(path, Marker).Should().Equal(
            Settings.All.Select(Row), "run with UPDATE_SNAPSHOTS=1 after changing settings");
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

    [Fact]
    public void Older_names_are_those_of_the_documentation()
    {
        var path = Path.Combine(SourceTree.Root, "docs", "operations.md");
        string[] rows =
        [
            .. OlderNames.All.Select(name =>
                $"| `{name.Variable}` | {(name.Key.Length > 0 ? $"`{name.Key}`" : $"none: {name.Why}")} |"),
        ];
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1") Rewrite(path, OlderMarker, rows);

        Rows(path, OlderMarker).Should().Equal(rows, "run with UPDATE_SNAPSHOTS=1 after changing them");
    }

    [Fact]
    public void Older_names_each_set_their_key_and_are_told_of()
    {
        foreach (var name in OlderNames.All)
        {
            string? Variable(string asked) => asked == name.Variable ? SampleOf(name.Variable) : null;

            OlderNames.Notes(Variable).Should().ContainSingle(name.Variable)
                .Which.Should().Contain(name.Key.Length > 0 ? name.Key : name.Why)
                .And.NotContain(SampleOf(name.Variable));
            var set = OlderNames.In(Variable);
            if (name.Key.Length == 0)
            {
                set.Should().BeEmpty(name.Variable);
                continue;
            }

            set.Should().ContainSingle(name.Variable).Which.Key.Should().Be(name.Key);
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(set).Build();
            var check = () => SettingsCheck.Require(configuration);
            check.Should().NotThrow(name.Variable);
            configuration[name.Key].Should().Be(Taken.GetValueOrDefault(name.Variable, SampleOf(name.Variable)));
        }
    }

    [Fact]
    public void Older_names_that_mean_the_same_key_do_not_fight() =>
        OlderNames.In(_ => "7").Select(pair => pair.Key).Should().OnlyHaveUniqueItems();

    // What the key holds where it is not written as the variable was.
    private static readonly Dictionary<string, string> Taken = new()
    {
        ["DATABASE_URL"] = "Data Source=./older.db",
        ["REDIS_URL"] = "cache.example:6380",
        ["LOG_LEVEL"] = "Information",
        ["SQL_ECHO"] = "Information",
        ["PORT"] = "http://0.0.0.0:8123",
    };

    private static string SampleOf(string variable) => variable switch
    {
        "DATABASE_URL" => "sqlite:///./older.db",
        "REDIS_URL" => "redis://cache.example:6380",
        "LOG_LEVEL" => "INFO",
        "SQL_ECHO" => "true",
        "PORT" or "METRICS_PORT" => "8123",
        "AB_TEST_ENABLED" => "false",
        "MIN_MASTERY_THRESHOLD" => "0.61",
        "EXPLORATION_RATIO" => "0.17",
        "JWT_SECRET_KEY" or "JWT_SECRET" => "a secret of thirty-two bytes or more, for a test",
        "CORS_ALLOWED_ORIGINS" => "https://older.example",
        _ => "41",
    };

    private static IEnumerable<string> Rows(string path, string marker) =>
        File.ReadAllLines(path).SkipWhile(line => line != marker).Skip(3)
            .TakeWhile(line => line.StartsWith("| `", StringComparison.Ordinal));

    private static void Rewrite(string path, string marker, IEnumerable<string> rows)
    {
        var lines = File.ReadAllLines(path).ToList();
        var at = lines.IndexOf(marker) + 3;
        while (at < lines.Count && lines[at].StartsWith("| `")) lines.RemoveAt(at);
        lines.InsertRange(at, rows);
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
