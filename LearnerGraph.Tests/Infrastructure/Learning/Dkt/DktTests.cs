using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Dkt;
using LearnerGraph.Infrastructure.Learning.Neural;
using LearnerGraph.Tests.Domain.Mastery.Sequences;
using LearnerGraph.Tests.Infrastructure.Learning.Neural;

namespace LearnerGraph.Tests.Infrastructure.Learning.Dkt;

public sealed class DktTests
{
    private static readonly int[] Lengths = [6, 4, 1];

    [Fact]
    public void Backward_is_exact_for_every_tensor()
    {
        var network = Small();
        var batch = Batch();
        var pass = new DktPass(network, 11, 3);
        var unused = default(Prng);

        GradientCheck.Compare(
            network.Parameters,
            () =>
            {
                pass.Forward(batch, 0, ref unused);
                return pass.Backward(batch, 0);
            },
            tolerance: 1e-2);
    }

    [Fact]
    public void Serving_one_answer_at_a_time_gives_what_the_batch_gave()
    {
        var network = Small();
        var batch = Batch();
        var pass = new DktPass(network, 11, 3);
        var unused = default(Prng);
        pass.Forward(batch, 0, ref unused);
        var serving = new DktServing(network);

        for (int sequence = 0; sequence < 3; sequence++)
        {
            var state = serving.Begin();
            for (int t = 0; t < Lengths[sequence]; t++)
            {
                int row = batch.Steps.Row(t, sequence), skill = batch.Skills[row];
                double wanted = 1 / (1 + Math.Exp(-pass.Logits[row]));
                serving.Chance(state, skill, batch.Difficulties[row]).Should().BeApproximately(wanted, 1e-5);
                serving.Answer(state, skill, batch.Correct[row] > 0, batch.Difficulties[row]);
            }
        }
    }

    [Fact]
    public void A_step_allocates_nothing_in_training_or_serving()
    {
        var network = Small();
        var batch = Batch();
        var pass = new DktPass(network, 11, 3);
        var adam = new Adam(network.Parameters, new AdamOptions());
        var serving = new DktServing(network);
        var state = serving.Begin();
        var prng = new Prng(1);
        var options = new DktOptions();
        for (int i = 0; i < 3; i++) Run();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) Run();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        void Run()
        {
            DktTrainer.Step(batch, pass, adam, network, options, ref prng);
            serving.Answer(state, 1, true);
            serving.Chance(state, 2);
        }
    }

    [Fact]
    public void It_learns_to_tell_learners_apart_and_repeats_for_a_seed()
    {
        var vocabulary = new AnswerVocabulary();
        var train = SequenceWorld.Log(vocabulary, 150, 40, seed: 1);
        var test = SequenceWorld.Log(vocabulary, 60, 40, seed: 2);
        var options = new DktOptions(Width: 16, Hidden: 16, Epochs: 8, Batch: 16, KnowsQuestions: true);

        double[] first = Predict(), second = Predict();

        second.Should().Equal(first);
        BinaryMeasures.AreaUnderCurve(first, test.Correct.Span).Should().BeGreaterThan(0.72);

        double[] Predict()
        {
            var model = new DktTracing(options);
            model.Fit(train, SequenceWorld.Run);
            return Chances(model, test);
        }
    }

    [Fact]
    public void Turning_later_answers_changes_no_chance_before()
    {
        var vocabulary = new AnswerVocabulary();
        var log = SequenceWorld.Log(vocabulary, 20, 30, seed: 1);
        var model = new DktTracing(new DktOptions(Width: 8, Hidden: 8, Epochs: 1));
        model.Fit(log, SequenceWorld.Run);

        double[] chances = Chances(model, log), turned = Chances(model, SequenceWorld.Turned(log, 3, 12));

        int start = log.RowsOf(3).Start;
        turned[..(start + 13)].Should().Equal(chances[..(start + 13)]);
        turned[start + 13].Should().NotBe(chances[start + 13]);
    }

    [Fact]
    public void Difficulty_of_a_training_row_does_not_tell_its_own_group()
    {
        var vocabulary = new AnswerVocabulary();
        var log = SequenceWorld.Log(vocabulary, 20, 30, seed: 1);
        QuestionDifficulties before = new(log), after = new(SequenceWorld.Turned(log, learner: 0, from: 0));

        // Without the learner's group all questions move alike, by the mean over all answers.
        Spread(without: 0).Should().BeLessThan(0.02f);
        Spread(without: -1).Should().BeGreaterThan(0.1f);

        float Spread(int without)
        {
            float[] shifts = [.. Enumerable.Range(log.RowsOf(0).Start, log.RowsOf(0).Count).Select(Shift)];
            return shifts.Max() - shifts.Min();

            float Shift(int row)
            {
                int question = log.Questions.Span[row], skill = log.SkillSets.Span[row];
                return after.Of(question, skill, without) - before.Of(question, skill, without);
            }
        }
    }

    private static DktNetwork Small()
    {
        var network = new DktNetwork(new DktSizes(Skills: 4, Width: 5, Hidden: 7), 3);
        var prng = new Prng(6);
        network.Asked.FillNormal(ref prng, 0.3);
        network.Difficulty.FillNormal(ref prng, 0.3);
        network.OutputBias.Table.FillNormal(ref prng, 0.3);
        return network;
    }

    private static DktBatch Batch()
    {
        var prng = new Prng(8);
        var batch = new DktBatch(11, 6);
        batch.Steps.Set(Lengths);
        for (int row = 0; row < 11; row++)
        {
            batch.Skills[row] = prng.NextInt(6);
            batch.Correct[row] = prng.NextInt(2);
            batch.Difficulties[row] = row % 3 == 0 ? 0 : (float)prng.NextGaussian();
        }

        return batch;
    }

    private static double[] Chances(DktTracing model, AnswerLog log)
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
