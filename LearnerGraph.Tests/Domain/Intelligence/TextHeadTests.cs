using LearnerGraph.Domain.Intelligence.Prediction;
using LearnerGraph.Domain.Intelligence.Text;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Intelligence;

public sealed class TextHeadTests
{
    private static readonly HeadRules Rules = new("words", new TermRules(1, 0, 0, 0), 0, 3);

    [Fact]
    public void FitLabels_learns_what_words_tell()
    {
        var (texts, labels, _) = World(200, 1);
        var (asked, expected, _) = World(50, 2);

        var head = TextHead.FitLabels(texts, labels, Rules, 1);

        head.PredictLabels(asked).Should().Equal(expected);
        head.PredictLabels(["of nothing known"]).Should().ContainSingle().Which.Should().BeOneOf("left", "right");
    }

    [Fact]
    public void FitNumbers_aims_at_the_median_and_stays_on_the_scale()
    {
        var (texts, _, numbers) = World(200, 1);
        numbers[0] = 6;
        var head = TextHead.FitNumbers(texts, numbers, Rules, 1);

        head.PredictNumbers(["low low", "high high", "unknown"]).Should().OnlyContain(n => n >= 1 && n <= 6);
        head.PredictNumbers(["a west thing low number3", "a west thing high number3"]).Should().Equal(1, 4);
    }

    [Fact]
    public void Choose_is_the_same_for_the_same_seed()
    {
        var (texts, labels, numbers) = World(60, 3);

        TextHead.ChooseForLabels(texts, labels, 5).Should().Be(TextHead.ChooseForLabels(texts, labels, 5));
        TextHead.ChooseForNumbers(texts, numbers, 5).Should().Be(TextHead.ChooseForNumbers(texts, numbers, 5));
    }

    [Fact]
    public void Nearest_prefers_the_label_and_falls_back_to_terms()
    {
        string[] texts = ["red apple", "green apple", "fast car"];
        var near = LabelledNeighbours.Build(texts, [[1, -1], [-1, 1], [-1, 1]]);

        near.Nearest("red apple", [-1, 1], 2, 0).Should().Equal(0, 1);
        near.Nearest("apple", [-1, 1], 1, 2).Should().Equal(1);
        near.Nearest("apple", [-1, 1], 9, 2).Should().HaveCount(3);
    }

    private static (string[] Texts, string[] Labels, double[] Numbers) World(int count, ulong seed)
    {
        var random = new Prng(seed);
        var (texts, labels, numbers) = (new string[count], new string[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var (isLeft, isLow) = (random.NextDouble() < 0.5, random.NextDouble() < 0.5);
            texts[i] = $"a {(isLeft ? "west" : "east")} thing {(isLow ? "low" : "high")} number{random.NextInt(9)}";
            (labels[i], numbers[i]) = (isLeft ? "left" : "right", isLow ? 1 : 4);
        }

        return (texts, labels, numbers);
    }
}
