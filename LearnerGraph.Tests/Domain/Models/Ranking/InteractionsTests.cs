using LearnerGraph.Domain.Models.Ranking;

namespace LearnerGraph.Tests.Domain.Models.Ranking;

public sealed class InteractionsTests
{
    private static readonly Interactions Pairs = new(5, [[3, 1, 3], [], [0, 1, 2, 4]]);

    [Fact]
    public void Items_of_a_user_are_there_once_and_ascending()
    {
        Pairs.ItemsOf(0).ToArray().Should().Equal(1, 3);
        Pairs.Count.Should().Be(6);
        Pairs.Has(2, 4).Should().BeTrue();
        Pairs.Has(1, 4).Should().BeFalse();
        Pairs.Popularity().Should().Equal(1, 2, 1, 1, 1);
    }

    [Fact]
    public void Transpose_turns_sides()
    {
        var turned = Pairs.Transpose();

        turned.Items.Should().Be(3);
        turned.ItemsOf(1).ToArray().Should().Equal(0, 2);
    }

    [Fact]
    public void HoldOut_takes_one_item_and_puts_up_others_that_the_user_never_had()
    {
        var held = Pairs.HoldOut(users: 10, negatives: 3, seed: 4);

        held.Lists.Should().HaveCount(2);
        held.Kept.Count.Should().Be(4);
        foreach (var list in held.Lists)
        {
            Pairs.Has(list.User, list.Items[0]).Should().BeTrue();
            held.Kept.Has(list.User, list.Items[0]).Should().BeFalse();
            list.Items.Skip(1).Should().OnlyContain(item => !Pairs.Has(list.User, item));
        }
    }

    [Fact]
    public void An_item_past_the_last_is_refused() =>
        FluentActions.Invoking(() => new Interactions(2, [[2]])).Should().Throw<ArgumentOutOfRangeException>();
}
