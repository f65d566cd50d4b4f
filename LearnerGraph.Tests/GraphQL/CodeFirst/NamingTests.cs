using System.Reflection;
using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.CodeFirst;

namespace LearnerGraph.Tests.GraphQL.CodeFirst;

public sealed class NamingTests
{
    private enum Metric
    {
        Ship = 1,
        RollBack,
        PracticeMinutes7D,
        RetentionD28,
        Last7Days,
        HTTPErrors,

        [GraphQLName("OTHER")]
        Renamed,
    }

    [Theory]
    [InlineData(nameof(Metric.Ship), "SHIP")]
    [InlineData(nameof(Metric.RollBack), "ROLL_BACK")]
    [InlineData(nameof(Metric.PracticeMinutes7D), "PRACTICE_MINUTES_7D")]
    [InlineData(nameof(Metric.RetentionD28), "RETENTION_D28")]
    [InlineData(nameof(Metric.Last7Days), "LAST_7_DAYS")]
    [InlineData(nameof(Metric.HTTPErrors), "HTTP_ERRORS")]
    [InlineData(nameof(Metric.Renamed), "OTHER")]
    public void EnumValue_is_upper_case_with_underscores(string member, string name) =>
        Naming.EnumValue(typeof(Metric).GetField(member)!).Should().Be(name);

    [Theory]
    [InlineData("GetLearnerAsync", "learner")]
    [InlineData("Getaway", "getaway")]
    [InlineData("LearnersAsync", "learners")]
    [InlineData("URLOfPage", "urlOfPage")]
    [InlineData("Id", "id")]
    [InlineData("ID", "id")]
    public void Field_drops_what_only_C_sharp_needs(string member, string name) =>
        Naming.Field(typeof(Methods).GetMethod(member, BindingFlags.Static | BindingFlags.Public)!).Should().Be(name);

    private static class Methods
    {
        public static int GetLearnerAsync() => 0;

        public static int Getaway() => 0;

        public static int LearnersAsync() => 0;

        public static int URLOfPage() => 0;

        public static int Id() => 0;

        public static int ID() => 0;
    }
}
