using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Ncf;
using LearnerGraph.Infrastructure.Learning.Neural;
using LearnerGraph.Tests.Infrastructure.Learning.Neural;
using LearnerGraph.Tests.Infrastructure.Learning.Ranking;

namespace LearnerGraph.Tests.Infrastructure.Learning.Ncf;

public sealed class NcfTests
{
    private static readonly int[] Users = [0, 1, 2, 2, 0, 9];
    private static readonly int[] Items = [3, 1, 0, 3, 4, 9];
    private static readonly float[] Targets = [1, 0, 1, 0, 0, 1];

    [Fact]
    public void Backward_is_exact_for_every_tensor()
    {
        var network = Small();
        var pass = new NcfPass(network, 6);

        GradientCheck.Compare(
            network.Parameters,
            () =>
            {
                pass.Forward(Users, Items);
                return pass.Backward(Targets, 0, 0);
            },
            tolerance: 1e-2, step: 1e-3f);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var held = TasteWorld.Make(users: 30);
        var network = new NcfNetwork(new NcfSizes(30, held.Kept.Items, 8), 1);
        var options = new NcfOptions(Width: 8, Batch: 16, Decay: 0.01f);
        var steps = new NcfSteps(network, new Adam(network.Parameters, new AdamOptions()), held.Kept, options);
        var prng = new Prng(1);
        int[] batch = [.. Enumerable.Range(0, 16)];
        for (int i = 0; i < 3; i++) steps.Step(batch, ref prng);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) steps.Step(batch, ref prng);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Training_goes_on_from_a_checkpoint_to_the_same_bits()
    {
        var pairs = TasteWorld.Make(users: 40).Kept;
        var options = new NcfOptions(Width: 8, Batch: 32);
        float[] whole = Train(pairs, options, epochs: 3, checkpointAfter: null);

        Train(pairs, options, epochs: 3, checkpointAfter: 1).Should().Equal(whole);
    }

    [Fact]
    public void A_file_gives_the_same_logits_and_a_cut_one_is_refused()
    {
        var network = Small();
        using var file = new MemoryStream();
        NetworkFile.Save(network, file);
        file.Position = 0;

        var opened = NcfNetwork.Open(NetworkFile.Load(file));

        NcfPass first = new(network, 6), second = new(opened, 6);
        first.Forward(Users, Items);
        second.Forward(Users, Items);
        second.Logits.Values.Should().Equal(first.Logits.Values);

        byte[] bytes = file.ToArray();
        Refused(bytes[..^1]).Should().Contain("cut short");
        bytes[200] ^= 1;
        Refused(bytes).Should().Contain("changed");
        Refused([1, 2, 3]).Should().Contain("no file of a network");
    }

    [Fact]
    public void An_unseen_id_is_scored_as_the_mean_of_those_seen()
    {
        var network = Small();
        network.FillColdRows();

        float[] mean = [.. network.ItemFactors.Table.Row(5)];

        for (int i = 0; i < mean.Length; i++)
        {
            float wanted = Enumerable.Range(0, 5).Average(row => network.ItemFactors.Table.Row(row)[i]);
            mean[i].Should().BeApproximately(wanted, 1e-6f);
        }

        network.ItemRow(77).Should().Be(5);
        network.UserRow(-1).Should().Be(3);
    }

    private static NcfNetwork Small() => new(new NcfSizes(Users: 3, Items: 5, Width: 6, Deviation: 0.7), 4);

    private static string Refused(byte[] bytes) =>
        FluentActions.Invoking(() => NetworkFile.Load(new MemoryStream(bytes)))
            .Should().Throw<InvalidDataException>().Which.Message;

    private static float[] Train(Interactions pairs, NcfOptions options, int epochs, int? checkpointAfter)
    {
        var (network, adam, schedule, steps) = Begin(pairs, options);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            double loss = steps.Run(7, epoch, CancellationToken.None);
            adam.Rate = schedule.Next(loss, adam.Rate);
            if (epoch + 1 != checkpointAfter) continue;

            using var file = new MemoryStream();
            Checkpoint.Save(file, network, adam, schedule, epoch + 1);
            file.Position = 0;
            (network, adam, schedule, steps) = Begin(pairs, options);
            Checkpoint.Load(file, network, adam, schedule).Should().Be(epoch + 1);
        }

        return [.. network.Parameters.SelectMany(p => p.Values)];
    }

    private static (NcfNetwork, Adam, PlateauSchedule, NcfSteps) Begin(Interactions pairs, NcfOptions options)
    {
        var network = new NcfNetwork(new NcfSizes(pairs.Users, pairs.Items, options.Width), 1);
        var adam = new Adam(network.Parameters, new AdamOptions());
        return (network, adam, new PlateauSchedule(), new NcfSteps(network, adam, pairs, options));
    }
}
