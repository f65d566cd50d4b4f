using LearnerGraph.Api.Operations;

namespace LearnerGraph.Tests.Api.Operations;

public sealed class MetricReadingsTests
{
    private const string Text =
        """
        # TYPE http_requests_total counter
        http_requests_total{method="GET",status="200"} 7
        http_requests_total{method="GET",status="500"} 2
        wait_seconds_bucket{source="l1",le="0.01"} 6
        wait_seconds_bucket{source="l1",le="0.02"} 8
        wait_seconds_bucket{source="l1",le="+Inf"} 8
        wait_seconds_bucket{source="computed",le="0.01"} 0
        wait_seconds_bucket{source="computed",le="0.02"} 1
        wait_seconds_bucket{source="computed",le="+Inf"} 2
        """;

    [Fact]
    public void Sum_adds_up_over_the_labels_that_are_asked_for()
    {
        var readings = new MetricReadings(Text);

        readings.Sum("http_requests_total").Should().Be(9);
        readings.Sum("http_requests_total", "status=\"5").Should().Be(2);
        readings.Sum("nothing_total").Should().Be(0);
    }

    [Fact]
    public void Quantile_lies_within_its_bucket_and_not_beyond_the_last_bound()
    {
        var readings = new MetricReadings(Text);

        readings.Quantile("wait_seconds", 0.3).Should().BeApproximately(0.005, 1e-12);
        readings.Quantile("wait_seconds", 0.75).Should().BeApproximately(0.015, 1e-12);
        readings.Quantile("wait_seconds", 0.99).Should().Be(0.02);
        readings.Quantile("nothing_seconds", 0.5).Should().BeNull();
    }
}
