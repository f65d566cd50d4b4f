using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace LearnerGraph.Tests.Api.Operations;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task Configuration_shows_values_and_sources_without_secrets()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Cache:TtlSeconds"] = "120",
            ["Cache:Redis"] = "127.0.0.1:1,password=open sesame",
            ["ConnectionStrings:Graph"] = "",
        });

        var settings = (await host.DataAsync("{ configuration { key value default source meaning accepts } }"))
            .GetProperty("configuration").EnumerateArray().ToDictionary(one => one.GetProperty("key").GetString()!);

        settings.Should().HaveCount(Settings.All.Count);
        settings["Cache:TtlSeconds"].GetProperty("value").GetString().Should().Be("120");
        settings["Cache:TtlSeconds"].GetProperty("source").GetString().Should().Be("configuration");
        settings["Recommendations:TtlSeconds"].GetProperty("source").GetString().Should().Be("default");
        settings["Auth:Key"].GetProperty("value").GetString().Should().Be("***");
        settings["Cache:Redis"].GetProperty("value").GetString().Should().Be("127.0.0.1:1,password=***");
        (await host.ErrorAsync("{ configuration { key } }", token: ApiHost.TokenFor(Role.Ml))).Should()
            .Be("FORBIDDEN");
    }

    [Theory]
    [InlineData("ConnectionStrings:Main", "Host=db;Username=lg;Password=s3cret;Database=lg", "s3cret")]
    [InlineData("ConnectionStrings:Graph", "bolt://neo:s3cret@graph:7687/lg", "s3cret")]
    [InlineData("Auth:Key", "s3cret", "s3cret")]
    public void Redaction_hides_what_is_secret_wherever_it_stands(string key, string value, string secret)
    {
        var setting = Settings.All.Single(one => one.Key == key);

        LearnerGraph.Api.Operations.Redaction.Of(setting, value).Should().NotContain(secret).And.Contain("***");
    }

    [Fact]
    public void UnknownKeys_finds_typing_errors_in_files_and_on_the_command_line()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(
            file, """{ "Recommendations": { "DedlineMs": 60 }, "Logging": { "LogLevel": { "X": "None" } } }""");
        var configuration = new ConfigurationBuilder().AddJsonFile(file)
            .AddCommandLine(["--Cach:TtlSeconds=5", "--Cache:TtlSeconds=5", "--urls=http://127.0.0.1:0"]).Build();

        var found = SettingsCheck.UnknownKeys(configuration).ToArray();

        File.Delete(file);
        found.Select(one => one.Key).Should().BeEquivalentTo("Recommendations:DedlineMs", "Cach:TtlSeconds");
        found.Single(one => one.Key == "Cach:TtlSeconds").Source.Should().Be("command line");
    }
}
