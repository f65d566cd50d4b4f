using System.Diagnostics.Metrics;
using LearnerGraph.Api.Operations;
using LearnerGraph.Api.Security;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

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
            .And.Contain("recommendation_latency_seconds_bucket{source=\"computed\",tenant=\"default\",le=\"0.25\"}")
            .And.Contain("recommendations_generated_total")
            .And.Contain("recommendation_cache_requests_total{level=\"process\",outcome=\"hit\",tenant=\"default\"}")
            .And.Contain("attempts_total{outcome=\"ACCEPTED\",tenant=\"default\"}")
            .And.Contain("http_requests_total{method=\"POST\",route=\"/graphql\",status=\"200\"}")
            .And.NotContain(learner);
    }

    [PrometheusFact]
    public async Task Metrics_pass_promtool()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        await school.SubmitAsync(learner, school.Attempts(3));
        await host.DataAsync("query($l: ID!) { learner(id: $l) { recommendations { id } } }", new { l = learner });
        var text = await host.Http.GetStringAsync("/metrics");

        var (exitCode, said) = await PrometheusTools.PromtoolAsync(text, "check", "metrics");

        exitCode.Should().Be(0, said);
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

    [Theory]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4", true)]
    [InlineData("application/openmetrics-text;q=0.3,text/plain;q=0.5", false)]
    [InlineData("*/*", false)]
    public async Task Metrics_come_in_the_form_that_the_scraper_prefers(string accept, bool isOpenMetrics)
    {
        await using var host = await ApiHost.StartAsync();
        host.Http.DefaultRequestHeaders.Add("Accept", accept);

        var response = await host.Http.GetAsync("/metrics");

        response.Content.Headers.ContentType!.MediaType.Should()
            .Be(isOpenMetrics ? "application/openmetrics-text" : "text/plain");
    }

    [Fact]
    public async Task Metrics_name_the_callers_trace_beside_a_measurement()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={__typename}");
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        request.Headers.Add("GraphQL-Preflight", "1");

        var response = await host.Http.SendAsync(request);
        host.Http.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text; version=1.0.0");
        var text = await host.Http.GetStringAsync("/metrics");

        response.Headers.GetValues("traceresponse").Single().Should().StartWith($"00-{Trace}-");
        text.Should().MatchRegex($"graphql_operation_duration_seconds_bucket.*# {{trace_id=\"{Trace}\"}} [0-9.E-]+ ")
            .And.Contain("# UNIT graphql_operation_duration_seconds seconds");
    }

    [Fact]
    public void Metrics_add_up_under_one_label_set_what_comes_past_the_cap()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var exposition = new PrometheusExposition(factory, labelSets: 3);
        var counter = factory.Create("LearnerGraph.Test").CreateCounter<long>("things", null, "Things.");

        for (var i = 0; i < 10; i++) counter.Add(1, new KeyValuePair<string, object?>("which", i));
        var text = exposition.Write(isOpenMetrics: false);

        text.Should().Contain("things_total{which=\"2\"} 1\n").And.NotContain("which=\"3\"")
            .And.Contain("things_total{otel_metric_overflow=\"true\"} 7\n");
    }

    [Fact]
    public async Task Metrics_of_another_application_in_the_process_are_not_shown()
    {
        await using var one = await ApiHost.StartAsync();
        await using var other = await ApiHost.StartAsync();
        await one.DataAsync("{ __typename }");

        (await one.Http.GetStringAsync("/metrics")).Should().Contain("graphql_operations_total");
        (await other.Http.GetStringAsync("/metrics")).Should().NotContain("graphql_operations_total");
    }

    [Fact]
    public async Task Health_is_degraded_and_ready_without_the_shared_cache()
    {
        await using var host = await ApiHost.StartAsync(
            settings: new Dictionary<string, string?> { ["Cache:Redis"] = "127.0.0.1:1" });

        var response = await host.Http.GetAsync("/health/ready");

        response.IsSuccessStatusCode.Should().BeTrue();
        (await response.Content.ReadAsStringAsync()).Should().Be("Degraded");
    }

    [Fact]
    public async Task Health_is_ready_and_every_answer_tells_its_time()
    {
        await using var host = await ApiHost.StartAsync();

        var response = await host.Http.GetAsync("/health/ready");

        response.IsSuccessStatusCode.Should().BeTrue();
        response.Headers.GetValues("Server-Timing").Single().Should().MatchRegex("^store;dur=[0-9.]+, total;dur=");
    }
}
