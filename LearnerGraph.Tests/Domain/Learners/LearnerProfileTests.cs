using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Tests.Domain.Learners;

public sealed class LearnerProfileTests
{
    [Fact]
    public void Create_takes_defaults_and_trims()
    {
        var learner = Accepted(Create(" ext-1 ", " mia ", new LearnerProfile(" Mia ")));

        (learner.ExternalId, learner.Username, learner.DisplayName).Should().Be(("ext-1", "mia", "Mia"));
        (learner.TimeZone, learner.PreferredDifficulty, learner.SkillLevel).Should()
            .Be(("Etc/UTC", 0.5, SkillLevel.Beginner));
        (learner.Personalization, learner.Experiments).Should().Be((true, true));
    }

    [Theory]
    [InlineData("", "mia", "externalId")]
    [InlineData("e", "ab", "username")]
    [InlineData("e", "   a   ", "username")]
    [InlineData("e", "mia\u0007", "username")]
    public void Create_refuses_names_that_do_not_fit(string externalId, string username, string place) =>
        Refused(Create(externalId, username, new LearnerProfile())).Path.Should().Equal("input", place);

    [Fact]
    public void Create_takes_a_username_of_fifty_characters_and_not_of_one_more()
    {
        Create("e", new string('x', 50), new LearnerProfile()).IsOk.Should().BeTrue();
        Create("e", new string('x', 51), new LearnerProfile()).IsOk.Should().BeFalse();
    }

    [Theory]
    [InlineData("Europe/Berlin", true)]
    [InlineData("Asia/Kolkata", true)]
    [InlineData("Etc/UTC", true)]
    [InlineData("Mars/Olympus", false)]
    [InlineData("", false)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("W. Europe Standard Time", false)]
    public void Create_needs_a_time_zone_that_exists(string zone, bool exists) =>
        Create("e", "mia", new LearnerProfile(TimeZone: zone)).IsOk.Should().Be(exists);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Create_refuses_a_difficulty_outside_zero_to_one(double difficulty) =>
        Refused(Create("e", "mia", new LearnerProfile(PreferredDifficulty: difficulty)))
            .Path.Should().Equal("input", "preferredDifficulty");

    [Fact]
    public void ApplyTo_changes_what_is_given_and_keeps_the_rest()
    {
        var learner = Accepted(Create("e", "mia", new LearnerProfile("Mia", "Asia/Tokyo")));

        var changed = Accepted(
            new LearnerProfile(DisplayName: " ", Experiments: false, Goals: [new(1), new(1)]).ApplyTo(learner));
        (changed.DisplayName, changed.TimeZone, changed.Experiments).Should().Be((null, "Asia/Tokyo", false));
        changed.Goals.Should().Equal(new ConceptId(1));
        Accepted(new LearnerProfile().ApplyTo(changed)).Should().Be(changed with { Goals = changed.Goals });
    }

    private static Result<Learner> Create(string externalId, string username, LearnerProfile profile) =>
        LearnerProfile.Create(TenantId.Default, externalId, username, profile, DateTimeOffset.UnixEpoch);

    private static Learner Accepted(Result<Learner> result)
    {
        result.TryGet(out var learner, out var problem);
        problem.Should().BeNull();
        return learner!;
    }

    private static Problem Refused(Result<Learner> result)
    {
        result.TryGet(out _, out var problem).Should().BeFalse();
        return problem!;
    }
}
