using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Ncf;

/// <summary>Epochs of training: every seen pair once, in a new order, with new negatives. A step allocates nothing.
/// </summary>
internal sealed class NcfSteps
{
    private readonly Adam _optimiser;
    private readonly Interactions _pairs;
    private readonly NcfOptions _options;
    private readonly NcfPass _pass;
    private readonly int[] _order;
    private readonly int[] _userOf;
    private readonly int[] _itemOf;
    private readonly int[] _users;
    private readonly int[] _items;
    private readonly float[] _targets;

    public NcfSteps(NcfNetwork network, Adam optimiser, Interactions pairs, NcfOptions options)
    {
        _optimiser = optimiser;
        _pairs = pairs;
        _options = options;
        int capacity = options.Batch * (1 + options.Negatives);
        _pass = new NcfPass(network, capacity);
        _users = new int[capacity];
        _items = new int[capacity];
        _targets = new float[capacity];
        _order = [.. Enumerable.Range(0, pairs.Count)];
        _userOf = new int[pairs.Count];
        _itemOf = new int[pairs.Count];
        for (int user = 0, pair = 0; user < pairs.Users; user++)
        {
            foreach (int item in pairs.ItemsOf(user)) (_userOf[pair], _itemOf[pair++]) = (user, item);
        }
    }

    /// <summary>One epoch; answers the mean loss.</summary>
    public double Run(ulong seed, int epoch, CancellationToken ct)
    {
        var prng = Prng.Stream(seed, (ulong)epoch);
        for (int i = 0; i < _order.Length; i++) _order[i] = i;
        prng.Shuffle<int>(_order);
        double sum = 0;
        for (int from = 0; from < _order.Length; from += _options.Batch)
        {
            ct.ThrowIfCancellationRequested();
            int count = Math.Min(_options.Batch, _order.Length - from);
            sum += count * Step(_order.AsSpan(from, count), ref prng);
        }

        return sum / Math.Max(1, _order.Length);
    }

    /// <summary>One step over some pairs; answers the mean loss.</summary>
    internal double Step(ReadOnlySpan<int> pairs, ref Prng prng)
    {
        int count = 0;
        foreach (int pair in pairs)
        {
            int user = _userOf[pair];
            Put(count++, user, _itemOf[pair], 1);
            for (int i = 0; i < _options.Negatives; i++) Put(count++, user, Unseen(user, ref prng), 0);
        }

        _pass.Forward(_users.AsSpan(0, count), _items.AsSpan(0, count), _options.Dropout, ref prng);
        double loss = _pass.Backward(_targets.AsSpan(0, count), _options.Dropout, _options.Decay);
        _optimiser.Step();
        return loss;
    }

    private void Put(int at, int user, int item, float target) =>
        (_users[at], _items[at], _targets[at]) = (user, item, target);

    // A user who has had nearly everything gets a seen item after a while rather than a search without end.
    private int Unseen(int user, ref Prng prng)
    {
        int item = prng.NextInt(_pairs.Items);
        for (int i = 0; i < 50 && _pairs.Has(user, item); i++) item = prng.NextInt(_pairs.Items);
        return item;
    }
}
