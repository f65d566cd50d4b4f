using System.Runtime.InteropServices;

namespace LearnerGraph.Domain.Intelligence.Text;

/// <summary>The terms of a body of texts with their weights: a text becomes a sparse vector of length 1.</summary>
/// <remarks>
/// Weight of a term in a text: (1 + ln count) · (ln((1 + N) / (1 + df)) + 1), each kind of term scaled to its own
/// length: Salton and Buckley, Information Processing and Management 24 (1988), 513-523. Terms are kept as 64-bit
/// hashes, so that no string is stored; two of a million terms collide with a chance of 3e-8.
/// </remarks>
public sealed class TermIndex
{
    private const ulong WordSalt = 0x9E3779B97F4A7C15, LetterSalt = 0xC2B2AE3D27D4EB4F;
    private const ulong FrameSalt = 0x27D4EB2F165667C5, ClosingSalt = 0x165667B19E3779F9;
    private const int Kinds = 4;
    private const string Blank = "_";

    private readonly Dictionary<ulong, int> _columns;
    private readonly float[] _weights;
    private readonly HashSet<string> _frequent;
    private readonly float _norm;

    private TermIndex(
        TermRules rules, HashSet<string> frequent, Dictionary<ulong, int> columns, float[] weights)
    {
        (Rules, _frequent, _columns, _weights) = (rules, frequent, columns, weights);
        _norm = 1 / MathF.Sqrt(
            (rules.WordGrams > 0 ? 1 : 0) + (rules.LetterGramsTo > 0 ? rules.LetterWeight * rules.LetterWeight : 0)
            + (rules.FrameGrams > 0 ? 1 : 0) + (rules.ClosingGrams > 0 ? 1 : 0));
    }

    public TermRules Rules { get; }

    /// <summary>Number of terms.</summary>
    public int Count => _weights.Length;

    public static TermIndex Fit(IReadOnlyList<string> texts, TermRules rules)
    {
        var frequent = Frequent(texts, rules);
        var documents = new Dictionary<ulong, int>();
        var counts = new Dictionary<ulong, int>();
        foreach (var text in texts)
        {
            counts.Clear();
            for (var kind = 0; kind < Kinds; kind++) CountTerms(text, rules, frequent, kind, counts);
            foreach (var term in counts.Keys) CollectionsMarshal.GetValueRefOrAddDefault(documents, term, out _)++;
        }

        var kept = documents.Where(pair => pair.Value >= rules.MinDocuments)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(rules.MaxTerms).ToList();
        var columns = new Dictionary<ulong, int>(kept.Count);
        var weights = new float[kept.Count];
        for (var i = 0; i < kept.Count; i++)
        {
            columns.Add(kept[i].Key, i);
            weights[i] = (float)(Math.Log((1.0 + texts.Count) / (1.0 + kept[i].Value)) + 1);
        }

        return new TermIndex(rules, frequent, columns, weights);
    }

    /// <summary>One row for each text, of length at most 1; empty where no term of the text is known.</summary>
    public TermRows Weigh(IReadOnlyList<string> texts)
    {
        var (offsets, indices, values) = (new int[texts.Count + 1], new List<int>(), new List<float>());
        var counts = new Dictionary<ulong, int>();
        for (var i = 0; i < texts.Count; i++)
        {
            for (var kind = 0; kind < Kinds; kind++)
            {
                counts.Clear();
                CountTerms(texts[i], Rules, _frequent, kind, counts);
                AddBlock(counts, kind == 1 ? Rules.LetterWeight : 1, indices, values);
            }

            offsets[i + 1] = indices.Count;
        }

        return new TermRows(Count, offsets, [.. indices], [.. values]);
    }

    private void AddBlock(Dictionary<ulong, int> counts, float weight, List<int> indices, List<float> values)
    {
        var first = values.Count;
        double squares = 0;
        foreach (var (term, count) in counts)
        {
            if (!_columns.TryGetValue(term, out var column)) continue;
            var value = (1 + MathF.Log(count)) * _weights[column];
            indices.Add(column);
            values.Add(value);
            squares += (double)value * value;
        }

        if (squares <= 0) return;
        var scale = (float)(weight * _norm / Math.Sqrt(squares));
        foreach (ref var value in CollectionsMarshal.AsSpan(values)[first..]) value *= scale;
    }

    private static HashSet<string> Frequent(IReadOnlyList<string> texts, TermRules rules)
    {
        var documents = new Dictionary<string, int>(StringComparer.Ordinal);
        if (rules.FrameGrams == 0 && rules.ClosingGrams == 0) return [];
        foreach (var word in texts.SelectMany(text => Words.Of(text, rules.NumbersAreOne).Distinct()))
            CollectionsMarshal.GetValueRefOrAddDefault(documents, word, out _)++;
        var least = Math.Max(2, rules.RareShare * texts.Count);
        return [.. documents.Where(pair => pair.Value >= least).Select(pair => pair.Key)];
    }

    private static void CountTerms(
        string text, TermRules rules, HashSet<string> frequent, int kind, Dictionary<ulong, int> counts)
    {
        switch (kind)
        {
            case 0 when rules.WordGrams > 0:
                CountGrams(Words.Of(text, rules.NumbersAreOne), rules.WordGrams, WordSalt, counts);
                break;
            case 1 when rules.LetterGramsTo > 0:
                foreach (var word in Words.Of(text, rules.NumbersAreOne)) CountLetters(word, rules, counts);
                break;
            case 2 when rules.FrameGrams > 0:
                CountGrams(Framed(text, rules, frequent), rules.FrameGrams, FrameSalt, counts);
                break;
            case 3 when rules.ClosingGrams > 0:
                CountGrams(
                    Framed(Words.LastSentence(text), rules, frequent), rules.ClosingGrams, ClosingSalt, counts);
                break;
        }
    }

    private static List<string> Framed(ReadOnlySpan<char> text, TermRules rules, HashSet<string> frequent) =>
        Words.Of(text, rules.NumbersAreOne).ConvertAll(word => frequent.Contains(word) ? word : Blank);

    private static void CountGrams(List<string> words, int longest, ulong salt, Dictionary<ulong, int> counts)
    {
        for (var start = 0; start < words.Count; start++)
        {
            var hash = salt;
            for (var end = start; end < Math.Min(words.Count, start + longest); end++)
            {
                foreach (var c in words[end]) hash = Mix(hash, c);
                hash = Mix(hash, ' ');
                CollectionsMarshal.GetValueRefOrAddDefault(counts, hash, out _)++;
            }
        }
    }

    private static void CountLetters(string word, TermRules rules, Dictionary<ulong, int> counts)
    {
        var bordered = $" {word} ";
        for (var start = 0; start < bordered.Length; start++)
        {
            var hash = LetterSalt;
            var last = Math.Min(bordered.Length - start, rules.LetterGramsTo);
            for (var length = 1; length <= last; length++)
            {
                hash = Mix(hash, bordered[start + length - 1]);
                if (length >= rules.LetterGramsFrom)
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, hash, out _)++;
            }
        }
    }

    // FNV-1a's step, then a multiply-shift so that short terms spread over all 64 bits.
    private static ulong Mix(ulong hash, char c)
    {
        hash = (hash ^ c) * 0x100000001B3;
        return hash ^ (hash >> 29);
    }
}
