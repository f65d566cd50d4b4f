using System.Numerics.Tensors;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Ncf;

/// <summary>
/// Neural collaborative filtering: the element-wise product of one pair of embeddings beside a perceptron over another
/// pair, joined in one logit.
/// </summary>
/// <remarks>
/// X. He et al., WWW 2017, with the sizes of the source: embeddings 64, layers 128, 64, 32. The last row of each table
/// stands for every id that training has not seen: <see cref="FillColdRows"/> sets it to the mean of the others, and a
/// content tower may set it to something better for an id it knows. See docs/algorithms/ranking.md.
/// </remarks>
internal sealed class NcfNetwork : ITrainedNetwork
{
    public const string Name = "ncf";

    public NcfNetwork(NcfSizes sizes, ulong seed)
    {
        var prng = new Prng(seed);
        Sizes = sizes;
        UserFactors = new Embedding("user-factors", sizes.Users + 1, sizes.Width, sizes.Deviation, ref prng);
        ItemFactors = new Embedding("item-factors", sizes.Items + 1, sizes.Width, sizes.Deviation, ref prng);
        UserTraits = new Embedding("user-traits", sizes.Users + 1, sizes.Width, sizes.Deviation, ref prng);
        ItemTraits = new Embedding("item-traits", sizes.Items + 1, sizes.Width, sizes.Deviation, ref prng);
        Hidden =
        [
            new Dense("hidden-1", 2 * sizes.Width, 2 * sizes.Width, ref prng),
            new Dense("hidden-2", 2 * sizes.Width, sizes.Width, ref prng),
            new Dense("hidden-3", sizes.Width, sizes.Width / 2, ref prng),
        ];
        Output = new Dense("output", sizes.Width + (sizes.Width / 2), 1, ref prng);
        Parameters =
        [
            UserFactors.Table, ItemFactors.Table, UserTraits.Table, ItemTraits.Table,
            .. Hidden.SelectMany(layer => new[] { layer.Weights, layer.Bias }), Output.Weights, Output.Bias,
        ];
    }

    public NcfSizes Sizes { get; }

    public Embedding UserFactors { get; }

    public Embedding ItemFactors { get; }

    public Embedding UserTraits { get; }

    public Embedding ItemTraits { get; }

    public IReadOnlyList<Dense> Hidden { get; }

    public Dense Output { get; }

    public string Kind => Name;

    public IReadOnlyDictionary<string, double> Settings => new Dictionary<string, double>
    {
        ["users"] = Sizes.Users,
        ["items"] = Sizes.Items,
        ["width"] = Sizes.Width,
    };

    public IReadOnlyList<Parameter> Parameters { get; }

    public IReadOnlyList<NetworkPort> Inputs =>
        [new NetworkPort("user_ids", true, [-1]), new NetworkPort("item_ids", true, [-1])];

    public IReadOnlyList<NetworkPort> Outputs => [new NetworkPort("predictions", false, [-1])];

    public static NcfNetwork Open(StoredNetwork stored)
    {
        var network = new NcfNetwork(
            new NcfSizes(stored.Whole("users"), stored.Whole("items"), stored.Whole("width")), 0);
        stored.CopyTo(network.Parameters);
        return network;
    }

    /// <summary>The row of a user: its own, or the one of all unseen.</summary>
    public int UserRow(int user) => user >= 0 && user < Sizes.Users ? user : Sizes.Users;

    /// <summary>The row of an item: its own, or the one of all unseen.</summary>
    public int ItemRow(int item) => item >= 0 && item < Sizes.Items ? item : Sizes.Items;

    /// <summary>Sets the rows of unseen ids to the mean of the trained ones.</summary>
    public void FillColdRows()
    {
        foreach (var table in (Parameter[])[UserFactors.Table, ItemFactors.Table, UserTraits.Table, ItemTraits.Table])
        {
            int last = table.Shape[0] - 1;
            Span<float> mean = table.Row(last);
            mean.Clear();
            for (int row = 0; row < last; row++) TensorPrimitives.Add(mean, table.Row(row), mean);
            TensorPrimitives.Multiply(mean, 1f / Math.Max(1, last), mean);
        }
    }
}

/// <summary>How large the network is.</summary>
/// <param name="Width">Numbers of an embedding; the layers have 2, 1 and ½ times as many. Even.</param>
/// <param name="Deviation">Of the embeddings' first values.</param>
internal sealed record NcfSizes(int Users, int Items, int Width = 64, double Deviation = 0.01);
