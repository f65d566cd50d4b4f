using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Numerics;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Domain.Mastery.Sequences;

/// <summary>What every model of the evaluation promises, whatever it is made of.</summary>
public sealed class SequenceModelTests
{
    private static readonly SequenceModelKind[] Kinds =
    [
        .. ApiApplication.Build([], isLocal: true).Services.GetServices<SequenceModelKind>(),
    ];

    public static TheoryData<string> Names() => [.. Kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_does_not_depend_on_the_answer_itself_or_on_later_ones(string name)
    {
        var vocabulary = new AnswerVocabulary();
        var model = Fitted(name, SequenceWorld.Log(vocabulary, 60, 30, 1));
        var log = SequenceWorld.Log(vocabulary, 2, 30, 2);
        double[] before = new double[30], after = new double[30];

        model.Predict(log, 1, before);
        model.Predict(SequenceWorld.Turned(log, 1, 12), 1, after);

        after[..13].Should().Equal(before[..13]);
        after[13..].Should().NotEqual(before[13..]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_orders_unseen_learners_answers_better_than_chance_and_the_same_each_time(string name)
    {
        var vocabulary = new AnswerVocabulary();
        var train = SequenceWorld.Log(vocabulary, 200, 40, 1);
        var test = SequenceWorld.Log(vocabulary, 60, 40, 2);
        var first = All(Fitted(name, train), test);
        var second = All(Fitted(name, train), test);

        second.Should().Equal(first);
        first.Should().OnlyContain(chance => chance > 0 && chance < 1);
        BinaryMeasures.AreaUnderCurve(first, test.Correct.Span).Should().BeGreaterThan(0.6);
    }

    private static ISequenceModel Fitted(string name, AnswerLog log)
    {
        var model = Kinds.Single(kind => kind.Name == name).Create();
        model.Fit(log, SequenceWorld.Run);
        return model;
    }

    private static double[] All(ISequenceModel model, AnswerLog log)
    {
        double[] chances = new double[log.Rows];
        for (int learner = 0; learner < log.Learners; learner++)
        {
            var (start, count) = log.RowsOf(learner);
            model.Predict(log, learner, chances.AsSpan(start, count));
        }

        return chances;
    }
}
