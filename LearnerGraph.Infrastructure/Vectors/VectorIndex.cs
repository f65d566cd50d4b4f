using System.Buffers;
using System.Collections.Concurrent;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>
/// An exact scan, or a graph once there are many vectors. Writers take turns, work on copies of what readers see, and
/// swap.
/// </summary>
internal sealed class VectorIndex : IVectorIndex
{
    /// <summary>Where a filter leaves fewer than this share, looking at all that it leaves is quicker and exact.
    /// </summary>
    private const double GraphShare = 0.1;

    /// <summary>Dead rows per row from which on the rows are put together anew.</summary>
    private const double MostDead = 0.25;

    /// <summary>Candidates per hit that bytes are to bring before the exact comparison, and as many to begin with.
    /// </summary>
    private const int RoughPerHit = 4;
    private const int RoughAtLeast = 32;

    private readonly VectorOptions _options;
    private readonly Lock _writing = new();
    private State _state;

    public VectorIndex(EmbeddingSpace space, VectorOptions options)
        : this(new VectorRows(space, options.Int8), options)
    {
    }

    private VectorIndex(VectorRows rows, VectorOptions options)
    {
        _options = options;
        _state = new State(rows, 0, [], [], null, 0);
    }

    public EmbeddingSpace Space => _state.Rows.Space;

    public int Count => Volatile.Read(ref _state).Alive;

    public bool IsApproximate => Volatile.Read(ref _state).Graph is not null;

    public Result<int> Upsert(IReadOnlyCollection<VectorEntry> entries)
    {
        if (entries.FirstOrDefault(entry => !entry.Vector.Space.Equals(Space)) is { } stranger)
            return OtherSpace(stranger.Vector.Space);

        lock (_writing)
        {
            var next = _state.Copy();
            foreach (var entry in entries) next.Put(entry);
            Settle(next);
        }

        return entries.Count;
    }

    public int Delete(IReadOnlyCollection<ContentKey> keys)
    {
        lock (_writing)
        {
            var next = _state.Copy();
            var gone = keys.Count(next.Remove);
            if (gone > 0) Settle(next);
            return gone;
        }
    }

    public Embedding? Find(ContentKey key)
    {
        var state = Volatile.Read(ref _state);
        return state.RowOf.TryGetValue(key, out var row) && Space.Embed(state.Rows[row].ToArray()).TryGet(
            out var found, out _) ? found : null;
    }

    public Result<VectorHit[]> Search(Embedding query, int first, VectorFilter filter)
    {
        if (!query.Space.Equals(Space)) return OtherSpace(query.Space);
        if (first < 1) return new Problem.Invalid("Ask for at least one vector.") { Path = ["first"] };

        var state = Volatile.Read(ref _state);
        var asked = query.Vector;
        if (Space.Metric == SimilarityMetric.Cosine && Similarity.Dot(asked, asked) is > 0 and var square)
        {
            var scaled = new float[asked.Length];
            System.Numerics.Tensors.TensorPrimitives.Divide(asked, (float)Math.Sqrt(square), scaled);
            asked = scaled;
        }

        first = Math.Min(first, Math.Max(1, state.Alive));
        return state.Graph is { } graph && state.Share(filter) >= GraphShare
            ? Walk(state, graph, asked, first, filter)
            : Scan(state, asked, first, filter);
    }

    internal void Write(BinaryWriter to)
    {
        var state = Volatile.Read(ref _state);

        // A graph is of all rows, so dead ones are written where there is one.
        var rows = Enumerable.Range(0, state.Count).Where(row => state.Graph is not null || state.IsAlive[row]);
        var written = rows.ToArray();
        to.Write(written.Length);
        foreach (var row in written)
        {
            var key = state.Rows.Key(row);
            to.Write((byte)key.Kind);
            to.Write(key.Id);
            to.Write(state.IsAlive[row]);
            to.Write((ushort)state.Rows.Courses(row).Length);
            foreach (var course in state.Rows.Courses(row)) to.Write(course);
            to.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(state.Rows[row]));
        }

        to.Write(state.Graph is not null);
        state.Graph?.Write(to);
    }

    /// <exception cref="InvalidDataException">It is no index of this space.</exception>
    internal static VectorIndex Read(BinaryReader from, EmbeddingSpace space, VectorOptions options)
    {
        var index = new VectorIndex(space, options);
        var state = index._state;
        var vector = new float[space.Dimension];
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(vector.AsSpan());
        var count = from.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            var key = new ContentKey((ContentKind)from.ReadByte(), from.ReadInt32());
            var isAlive = from.ReadBoolean();
            var courses = new int[from.ReadUInt16()];
            for (var c = 0; c < courses.Length; c++) courses[c] = from.ReadInt32();
            from.BaseStream.ReadExactly(bytes);
            state.Append(key, courses, vector, isAlive, isScaled: true);
        }

        if (from.ReadBoolean()) state.Graph = HnswGraph.Read(from, state.Rows);
        index.Settle(state);
        return index;
    }

    private Problem.Invalid OtherSpace(EmbeddingSpace other) => new(
        $"Vectors of the space {other.Name} cannot be compared in an index of {Space.Name}.", "SPACE_MISMATCH");

    private void Settle(State next)
    {
        if (next.Count - next.Alive > MostDead * next.Count && next.Count > 1_000) next = next.Compact();
        if (next.Alive >= _options.GraphFrom) next.Graph ??= new HnswGraph(next.Rows);
        for (var row = next.Graph?.Count ?? next.Count; row < next.Count; row++) next.Graph!.Add(row);
        Volatile.Write(ref _state, next);
    }

    private VectorHit[] Walk(
        State state, HnswGraph graph, ReadOnlySpan<float> query, int first, VectorFilter filter)
    {
        var found = graph.Search(query, Math.Max(_options.SearchWidth, 2 * first), row => state.Admits(row, filter));
        var hits = new VectorHit[found.Count];
        for (var i = 0; i < hits.Length; i++)
        {
            hits[i] = new VectorHit(
                state.Rows.Key(found[i].Row), state.Rows.SimilarityOf(found[i].Score, query));
        }

        Array.Sort(hits, BestFirst);
        return hits.Length > first ? hits[..first] : hits;
    }

    private static VectorHit[] Scan(State state, ReadOnlySpan<float> query, int first, VectorFilter filter)
    {
        var rows = state.Rows;
        var kept = rows.HasBytes ? Math.Min(state.Alive, (RoughPerHit * first) + RoughAtLeast) : first;
        var scores = ArrayPool<float>.Shared.Rent(kept);
        var items = ArrayPool<int>.Shared.Rent(kept);
        try
        {
            var best = new TopK(scores.AsSpan(0, kept), items.AsSpan(0, kept));
            var codes = rows.HasBytes ? new sbyte[query.Length] : [];
            var scale = rows.HasBytes ? SignedBytes.Encode(query, codes) : 0;
            for (var row = 0; row < state.Count; row++)
            {
                if (!state.Admits(row, filter)) continue;
                best.Offer(row, rows.HasBytes ? rows.RoughScore(codes, scale, row) : rows.Score(query, row));
            }

            var count = best.Sort();
            var hits = new VectorHit[count];
            for (var i = 0; i < count; i++)
            {
                var score = rows.HasBytes ? rows.Score(query, items[i]) : scores[i];
                hits[i] = new VectorHit(rows.Key(items[i]), rows.SimilarityOf(score, query));
            }

            Array.Sort(hits, BestFirst);
            return hits.Length > first ? hits[..first] : hits;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
            ArrayPool<int>.Shared.Return(items);
        }
    }

    private static int BestFirst(VectorHit a, VectorHit b) =>
        (b.Similarity, (int)a.Key.Kind, a.Key.Id).CompareTo((a.Similarity, (int)b.Key.Kind, b.Key.Id));

    /// <summary>What readers see; changed only before they do.</summary>
    private sealed class State(
        VectorRows rows, int count, bool[] isAlive, Dictionary<ContentKey, int> rowOf, HnswGraph? graph, int alive)
    {
        private readonly ConcurrentDictionary<VectorFilter, double> _shares = [];

        public VectorRows Rows { get; } = rows;

        public int Count { get; private set; } = count;

        public int Alive { get; private set; } = alive;

        public bool[] IsAlive { get; private set; } = isAlive;

        public Dictionary<ContentKey, int> RowOf { get; } = rowOf;

        public HnswGraph? Graph { get; set; } = graph;

        public State Copy() => new(
            Rows, Count, (bool[])IsAlive.Clone(), new Dictionary<ContentKey, int>(RowOf), Graph?.Clone(), Alive);

        public void Put(VectorEntry entry)
        {
            Remove(entry.Key);
            int[] courses = [.. entry.Courses.Select(course => course.Value)];
            Append(entry.Key, courses, entry.Vector.Vector, true, isScaled: false);
        }

        public void Append(
            ContentKey key, int[] courses, ReadOnlySpan<float> vector, bool lives, bool isScaled)
        {
            var row = Rows.Add(key, courses, vector, isScaled);
            Count = row + 1;
            if (IsAlive.Length <= row)
            {
                var longer = new bool[Math.Max(row + 16, 2 * IsAlive.Length)];
                IsAlive.CopyTo(longer, 0);
                IsAlive = longer;
            }

            IsAlive[row] = lives;
            if (!lives) return;
            RowOf[key] = row;
            Alive++;
        }

        public bool Remove(ContentKey key)
        {
            if (!RowOf.Remove(key, out var row)) return false;
            IsAlive[row] = false;
            Alive--;
            return true;
        }

        public State Compact()
        {
            var next = new State(new VectorRows(Rows.Space, Rows.HasBytes), 0, [], [], null, 0);
            for (var row = 0; row < Count; row++)
            {
                if (!IsAlive[row]) continue;
                next.Append(Rows.Key(row), Rows.Courses(row), Rows[row], true, isScaled: true);
            }

            return next;
        }

        public bool Admits(int row, VectorFilter filter) =>
            IsAlive[row]
            && (filter.Kind is not { } kind || Rows.Key(row).Kind == kind)
            && (filter.Course is not { } course || Array.IndexOf(Rows.Courses(row), course.Value) >= 0);

        /// <summary>The part of the rows that a filter leaves.</summary>
        public double Share(VectorFilter filter) => filter.IsEmpty ? 1 : _shares.GetOrAdd(
            filter, asked => Enumerable.Range(0, Count).Count(row => Admits(row, asked)) / (double)Math.Max(1, Alive));
    }
}
