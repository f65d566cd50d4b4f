using System.Diagnostics;
using LearnerGraph.Api.Security;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Operations;

public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_tell_of_sets_answers_and_requests()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        await school.SubmitAsync(learner, school.Attempts(3));
        const string Ask = "query($l: ID!) { learner(id: $l) { recommendations { id } } }";
        await host.DataAsync(Ask, new { l = learner });
        await host.DataAsync(Ask, new { l = learner });

        var text = await host.Http.GetStringAsync("/metrics");

        text.Should().Contain("# TYPE recommendation_latency_seconds histogram")
            .And.Contain("recommendation_latency_seconds_bucket{source=\"computed\",le=\"0.25\"}")
            .And.Contain("recommendations_generated_total")
            .And.Contain("recommendation_cache_requests_total{level=\"process\",outcome=\"hit\"}")
            .And.Contain("attempts_total{outcome=\"ACCEPTED\"}")
            .And.Contain("http_requests_total{method=\"POST\",route=\"/graphql\",status=\"200\"}")
            .And.NotContain(learner);
    }

    [Fact]
    public async Task Metrics_pass_promtool_where_it_is_installed()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        await school.SubmitAsync(learner, school.Attempts(3));
        await host.DataAsync("query($l: ID!) { learner(id: $l) { recommendations { id } } }", new { l = learner });
        var text = await host.Http.GetStringAsync("/metrics");
        Process? promtool;
        try
        {
            promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
            });
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") is null)
        {
            return;
        }

        await promtool!.StandardInput.WriteAsync(text);
        promtool.StandardInput.Close();
        var complaints = await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        promtool.ExitCode.Should().Be(0, complaints);
    }

    [Fact]
    public async Task Metrics_are_for_operators_once_the_caller_is_not_on_the_machine()
    {
        await using var host = await ApiHost.StartAsync("Production");
        host.Http.DefaultRequestHeaders.Host = "api.example.org";

        (await host.Http.GetAsync("/metrics")).StatusCode.Should().Be(System.Net.HttpStatusCode.Unauthorized);
        host.Http.DefaultRequestHeaders.Authorization = new("Bearer", ApiHost.TokenFor(Role.Author));
        (await host.Http.GetAsync("/metrics")).StatusCode.Should().Be(System.Net.HttpStatusCode.Forbidden);
        host.Http.DefaultRequestHeaders.Authorization = new("Bearer", ApiHost.TokenFor(Role.Ops));
        (await host.Http.GetAsync("/metrics")).StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task Metrics_end_as_OpenMetrics_wants_where_that_is_accepted()
    {
        await using var host = await ApiHost.StartAsync();
        await host.DataAsync("{ __typename }");
        host.Http.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text; version=1.0.0");

        var response = await host.Http.GetAsync("/metrics");

        response.Content.Headers.ContentType!.MediaType.Should().Be("application/openmetrics-text");
        var text = await response.Content.ReadAsStringAsync();
        text.Should().EndWith("# EOF\n").And.Contain("# TYPE http_requests counter");
    }

    [Fact]
    public async Task Health_is_ready_and_every_answer_tells_its_time()
    {
        await using var host = await ApiHost.StartAsync();

        var response = await host.Http.GetAsync("/health/ready");

        response.IsSuccessStatusCode.Should().BeTrue();
        response.Headers.GetValues("Server-Timing").Single().Should().StartWith("total;dur=");
    }
}
