using System.Collections.Concurrent;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>Layers of neighbours over rows: a search walks from far to near instead of looking at every row.</summary>
/// <remarks>
/// Y. Malkov, D. Yashunin, "Efficient and robust approximate nearest neighbor search using hierarchical navigable
/// small world graphs", TPAMI 42(4), 2020: algorithms 1, 2, 4 (neighbours by heuristic, filled up with what it left
/// out) and 5. Levels are drawn from the row's number, so the same rows give the same graph.
/// </remarks>
internal sealed class HnswGraph
{
    private const int Links = 16;
    private const int BaseLinks = 2 * Links;
    private const int BuildWidth = 100;
    private const ulong Seed = 42;
    private const int TopLevel = 12;

    private readonly VectorRows _rows;
    private readonly ConcurrentBag<Scratch> _scratches = [];
    private int[] _base = [];
    private int[]?[] _upper = [];
    private int _entry = -1;
    private int _top;

    public HnswGraph(VectorRows rows) => _rows = rows;

    /// <summary>Rows in the graph.</summary>
    public int Count { get; private set; }

    /// <summary>Another graph of the same links, to be changed aside.</summary>
    public HnswGraph Clone() => new(_rows)
    {
        _base = (int[])_base.Clone(),
        _upper = Array.ConvertAll(_upper, levels => (int[]?)levels?.Clone()),
        _entry = _entry, _top = _top, Count = Count,
    };

    /// <summary>Adds the next row; rows are added in their order.</summary>
    public void Add(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row, Count);
        if (Count == _upper.Length) Grow();
        Count++;
        var level = LevelOf(row);
        if (level > 0) _upper[row] = new int[level * (Links + 1)];
        if (_entry < 0)
        {
            (_entry, _top) = (row, level);
            return;
        }

        var query = _rows[row];
        var scratch = Rent();
        var nearest = _entry;
        for (var at = _top; at > level; at--) nearest = Descend(query, nearest, at);
        for (var at = Math.Min(level, _top); at >= 0; at--)
        {
            Explore(query, nearest, at, BuildWidth, scratch, null);
            var found = scratch.Found;
            found.Sort(static (a, b) => b.Score.CompareTo(a.Score));
            nearest = found[0].Row;
            Choose(row, found, Links, scratch.Chosen);
            foreach (var neighbour in scratch.Chosen)
            {
                Append(row, at, neighbour);
                Connect(neighbour, at, row, scratch);
            }
        }

        _scratches.Add(scratch);
        if (level > _top) (_entry, _top) = (row, level);
    }

    /// <summary>Admitted rows near the query with their scores, in no order.</summary>
    /// <param name="width">Rows kept in view.</param>
    public List<(int Row, float Score)> Search(ReadOnlySpan<float> query, int width, Predicate<int> admits)
    {
        if (_entry < 0) return [];
        var scratch = Rent();
        var nearest = _entry;
        for (var at = _top; at > 0; at--) nearest = Descend(query, nearest, at);
        Explore(query, nearest, 0, width, scratch, admits);
        List<(int, float)> found = [.. scratch.Found];
        _scratches.Add(scratch);
        return found;
    }

    public void Write(BinaryWriter to)
    {
        to.Write(Count);
        to.Write(_entry);
        to.Write(_top);
        for (var row = 0; row < Count; row++)
        {
            for (var at = 0; at <= LevelOf(row); at++)
            {
                var neighbours = Neighbours(row, at);
                to.Write((byte)neighbours.Length);
                foreach (var neighbour in neighbours) to.Write(neighbour);
            }
        }
    }

    /// <exception cref="InvalidDataException">The links are none of these rows.</exception>
    public static HnswGraph Read(BinaryReader from, VectorRows rows)
    {
        var count = from.ReadInt32();
        var graph = new HnswGraph(rows) { _entry = from.ReadInt32(), _top = from.ReadInt32() };
        if (count != rows.Count || graph._entry < 0 || graph._entry >= count || graph._top is < 0 or > TopLevel)
            throw new InvalidDataException("The graph does not belong to the rows.");

        for (var row = 0; row < count; row++)
        {
            if (graph.Count == graph._upper.Length) graph.Grow();
            graph.Count++;
            var level = LevelOf(row);
            if (level > 0) graph._upper[row] = new int[level * (Links + 1)];
            for (var at = 0; at <= level; at++)
            {
                int links = from.ReadByte();
                if (links > (at == 0 ? BaseLinks : Links)) throw new InvalidDataException("A row has too many links.");
                for (var i = 0; i < links; i++)
                {
                    var neighbour = from.ReadInt32();
                    if (neighbour < 0 || neighbour >= count || LevelOf(neighbour) < at)
                        throw new InvalidDataException("A link leads nowhere.");
                    graph.Append(row, at, neighbour);
                }
            }
        }

        return graph;
    }

    private static int LevelOf(int row)
    {
        var chance = Prng.Stream(Seed, (ulong)row);
        return Math.Min(TopLevel, (int)(chance.NextExponential() / Math.Log(Links)));
    }

    // A row's block is its number of links and then the links.
    private Span<int> Block(int row, int level) => level == 0
        ? _base.AsSpan(row * (BaseLinks + 1), BaseLinks + 1)
        : _upper[row].AsSpan((level - 1) * (Links + 1), Links + 1);

    private ReadOnlySpan<int> Neighbours(int row, int level)
    {
        var block = Block(row, level);
        return block.Slice(1, block[0]);
    }

    private void Append(int row, int level, int neighbour)
    {
        var block = Block(row, level);
        block[++block[0]] = neighbour;
    }

    private void Connect(int row, int level, int other, Scratch scratch)
    {
        var most = level == 0 ? BaseLinks : Links;
        var neighbours = Neighbours(row, level);
        if (neighbours.Length < most)
        {
            Append(row, level, other);
            return;
        }

        scratch.Pruned.Clear();
        scratch.Pruned.Add((other, _rows.PairScore(row, other)));
        foreach (var one in neighbours) scratch.Pruned.Add((one, _rows.PairScore(row, one)));
        scratch.Pruned.Sort(static (a, b) => b.Score.CompareTo(a.Score));
        Choose(row, scratch.Pruned, most, scratch.Kept);
        var block = Block(row, level);
        block[0] = 0;
        foreach (var one in scratch.Kept) block[++block[0]] = one;
    }

    // A candidate nearer to a chosen neighbour than to the row is reached through it; what is left free goes to the
    // nearest of those after all.
    private void Choose(int row, List<(int Row, float Score)> sorted, int most, List<int> chosen)
    {
        chosen.Clear();
        foreach (var (candidate, _) in sorted)
        {
            if (chosen.Count == most) return;
            if (candidate == row) continue;
            var own = _rows.PairScore(row, candidate);
            var isReached = false;
            foreach (var other in chosen)
            {
                isReached = _rows.PairScore(candidate, other) > own;
                if (isReached) break;
            }

            if (!isReached) chosen.Add(candidate);
        }

        foreach (var (candidate, _) in sorted)
        {
            if (chosen.Count == most) return;
            if (candidate != row && !chosen.Contains(candidate)) chosen.Add(candidate);
        }
    }

    private int Descend(ReadOnlySpan<float> query, int from, int level)
    {
        var best = _rows.Score(query, from);
        bool isMoving;
        do
        {
            isMoving = false;
            foreach (var neighbour in Neighbours(from, level))
            {
                var score = _rows.Score(query, neighbour);
                if (score <= best) continue;
                (from, best, isMoving) = (neighbour, score, true);
            }
        }
        while (isMoving);

        return from;
    }

    // Rows that are not admitted lead on, but are not found.
    private void Explore(
        ReadOnlySpan<float> query, int from, int level, int width, Scratch scratch, Predicate<int>? admits)
    {
        scratch.Begin(Count);
        var (open, found) = (scratch.Open, scratch.Best);
        var start = _rows.Score(query, from);
        scratch.Visit(from);
        open.Enqueue(from, -start);
        if (admits is null || admits(from)) found.Enqueue(from, start);
        while (open.TryDequeue(out var row, out var negative))
        {
            if (found.Count >= width && found.TryPeek(out _, out var worst) && -negative < worst) break;
            foreach (var neighbour in Neighbours(row, level))
            {
                if (!scratch.Visit(neighbour)) continue;
                var score = _rows.Score(query, neighbour);
                if (found.Count >= width && found.TryPeek(out _, out worst) && score <= worst) continue;
                open.Enqueue(neighbour, -score);
                if (admits is not null && !admits(neighbour)) continue;
                if (found.Count >= width) found.EnqueueDequeue(neighbour, score);
                else found.Enqueue(neighbour, score);
            }
        }

        scratch.Found.Clear();
        foreach (var (row, score) in found.UnorderedItems) scratch.Found.Add((row, score));
    }

    private void Grow()
    {
        var size = Math.Max(16, _upper.Length * 2);
        Array.Resize(ref _upper, size);
        Array.Resize(ref _base, checked(size * (BaseLinks + 1)));
    }

    private Scratch Rent() => _scratches.TryTake(out var scratch) ? scratch : new Scratch();

    /// <summary>What one walk needs, used again by the next.</summary>
    private sealed class Scratch
    {
        private int[] _seen = [];
        private int _walk;

        public PriorityQueue<int, float> Open { get; } = new();

        public PriorityQueue<int, float> Best { get; } = new();

        public List<(int Row, float Score)> Found { get; } = [];

        public List<(int Row, float Score)> Pruned { get; } = [];

        public List<int> Chosen { get; } = [];

        public List<int> Kept { get; } = [];

        public void Begin(int rows)
        {
            if (_seen.Length < rows) Array.Resize(ref _seen, Math.Max(rows, _seen.Length * 2));
            if (++_walk == int.MaxValue)
            {
                Array.Clear(_seen);
                _walk = 1;
            }

            Open.Clear();
            Best.Clear();
        }

        /// <summary>False where this walk has been there.</summary>
        public bool Visit(int row)
        {
            if (_seen[row] == _walk) return false;
            _seen[row] = _walk;
            return true;
        }
    }
}
