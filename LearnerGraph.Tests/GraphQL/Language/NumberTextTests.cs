using System.Globalization;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.Tests.GraphQL.Language;

public class NumberTextTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.0, "1")]
    [InlineData(100.0, "100")]
    [InlineData(-2.75, "-2.75")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e16, "10000000000000000")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(1.25e-9, "1.25e-9")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    public void Shortest_writes_numbers_as_the_web_does(double value, string text) =>
        NumberText.Shortest(value).Should().Be(text);

    [Fact]
    public void Shortest_has_no_negative_zero() => NumberText.Shortest(-0.0).Should().Be("0");

    [Fact]
    public void Shortest_reads_back_the_same()
    {
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value) && value != 0)
            {
                double.Parse(NumberText.Shortest(value), CultureInfo.InvariantCulture).Should().Be(value);
            }
        }
    }
}
