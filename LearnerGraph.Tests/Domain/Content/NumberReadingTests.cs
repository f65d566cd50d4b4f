using FsCheck;
using FsCheck.Fluent;
using LearnerGraph.Domain.Content;

namespace LearnerGraph.Tests.Domain.Content;

public sealed class NumberReadingTests
{
    [Theory]
    [InlineData("7", 7)]
    [InlineData(" -7 ", -7)]
    [InlineData("\u22127", -7)]
    [InlineData("+0.5", 0.5)]
    [InlineData(".5", 0.5)]
    [InlineData("0,75", 0.75)]
    [InlineData("1,5", 1.5)]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("1 234 567", 1234567)]
    [InlineData("1\u00A0234,5", 1234.5)]
    [InlineData("12'500", 12500)]
    [InlineData("1.234.567", 1234567)]
    [InlineData("1,234,567", 1234567)]
    [InlineData("3/4", 0.75)]
    [InlineData("-3 / 4", -0.75)]
    [InlineData("3/-4", -0.75)]
    [InlineData("1 1/2", 1.5)]
    [InlineData("-1 1/2", -1.5)]
    [InlineData("1\u00BD", 1.5)]
    [InlineData("\u00BE", 0.75)]
    [InlineData("0,5/2", 0.25)]
    [InlineData("75%", 0.75)]
    [InlineData("75 %", 0.75)]
    [InlineData("1.5e3", 1500)]
    [InlineData("2E-3", 0.002)]
    [InlineData("x = 5", 5)]
    [InlineData("\uFF11\uFF12", 12)]
    public void TryRead_reads_numbers_as_people_write_them(string text, double expected)
    {
        NumberReading.TryRead(text, out double value).Should().BeTrue();
        value.Should().BeApproximately(expected, 1e-12);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("seven")]
    [InlineData("1/0")]
    [InlineData("1//2")]
    [InlineData("1 2")]
    [InlineData("12,34,56")]
    [InlineData("--4")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("0x10")]
    [InlineData("a b 1/2")]
    [InlineData("%")]
    [InlineData("=")]
    [InlineData("/")]
    public void TryRead_refuses_what_is_no_number(string text) =>
        NumberReading.TryRead(text, out _).Should().BeFalse();

    [Fact]
    public void Readings_give_both_meanings_of_an_ambiguous_number()
    {
        NumberReading.Readings("1,234").Should().Equal(1.234, 1234);
        NumberReading.Readings("75%").Should().Equal(0.75, 75);
        NumberReading.Readings("1.234").Should().Equal(1.234);
    }

    [Fact]
    public void Readings_never_throw_whatever_is_written() =>
        Prop.ForAll<string?>(text => NumberReading.Readings(text ?? "").Count <= 4).QuickCheckThrowOnFailure();
}
