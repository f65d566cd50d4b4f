using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Intelligence.Prediction;

/// <summary>The chance of yes by the mean of many trees, each grown on its own resampled rows.</summary>
/// <remarks>
/// L. Breiman, "Random Forests", Machine Learning 45 (2001), 5-32: bootstrap rows, at each node the best Gini split of
/// √features drawn features. A tree's own random stream makes the forest the same in any order of growing.
/// </remarks>
public sealed class RandomForest
{
    private readonly Node[][] _trees;

    private RandomForest(Node[][] trees) => _trees = trees;

    private readonly record struct Node(int Feature, double Threshold, int Left, int Right, double Chance);

    /// <param name="rows">Row by row, each <paramref name="width"/> long.</param>
    /// <param name="minLeaf">Fewest rows of a leaf.</param>
    public static RandomForest Fit(
        double[] rows, int width, bool[] outcomes, int trees = 200, int minLeaf = 2, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, width * outcomes.Length);
        var grown = new Node[trees][];
        for (var tree = 0; tree < trees; tree++)
            grown[tree] = new Growth(rows, width, outcomes, minLeaf, Prng.Stream(seed, (ulong)tree)).Grow();
        return new RandomForest(grown);
    }

    /// <summary>In [0, 1].</summary>
    public double Chance(ReadOnlySpan<double> row)
    {
        double sum = 0;
        foreach (var tree in _trees)
        {
            var node = tree[0];
            while (node.Feature >= 0) node = tree[row[node.Feature] <= node.Threshold ? node.Left : node.Right];
            sum += node.Chance;
        }

        return _trees.Length == 0 ? 0 : sum / _trees.Length;
    }

    private sealed class Growth
    {
        private readonly double[] _rows;
        private readonly int _width;
        private readonly bool[] _outcomes;
        private readonly int _minLeaf;
        private readonly int[] _sample;
        private readonly int[] _features;
        private readonly double[] _keys;
        private readonly int[] _sorted;
        private readonly List<Node> _nodes = [];
        private Prng _random;

        public Growth(double[] rows, int width, bool[] outcomes, int minLeaf, Prng random)
        {
            (_rows, _width, _outcomes, _minLeaf, _random) = (rows, width, outcomes, minLeaf, random);
            _sample = new int[outcomes.Length];
            for (var i = 0; i < _sample.Length; i++) _sample[i] = _random.NextInt(outcomes.Length);
            _features = [.. Enumerable.Range(0, width)];
            _keys = new double[_sample.Length];
            _sorted = new int[_sample.Length];
        }

        public Node[] Grow()
        {
            Split(0, _sample.Length);
            return [.. _nodes];
        }

        // Recursion is as deep as the tree, which halves at least minLeaf rows at a time.
        private int Split(int start, int end)
        {
            var at = _nodes.Count;
            var yes = 0;
            for (var i = start; i < end; i++) yes += _outcomes[_sample[i]] ? 1 : 0;
            _nodes.Add(new Node(-1, 0, 0, 0, end == start ? 0 : (double)yes / (end - start)));
            if (yes == 0 || yes == end - start || end - start < 2 * _minLeaf) return at;
            if (Best(start, end, yes) is not { } best) return at;

            var middle = start;
            for (var i = start; i < end; i++)
            {
                if (_rows[(_sample[i] * _width) + best.Feature] > best.Threshold) continue;
                (_sample[i], _sample[middle]) = (_sample[middle], _sample[i]);
                middle++;
            }

            var left = Split(start, middle);
            var right = Split(middle, end);
            _nodes[at] = new Node(best.Feature, best.Threshold, left, right, 0);
            return at;
        }

        private (int Feature, double Threshold)? Best(int start, int end, int yes)
        {
            (int, double)? best = null;
            var bestScore = 0.0;
            var tried = Math.Max(1, (int)Math.Sqrt(_width));
            for (var drawn = 0; drawn < _width && (drawn < tried || best is null); drawn++)
            {
                var other = drawn + _random.NextInt(_width - drawn);
                (_features[drawn], _features[other]) = (_features[other], _features[drawn]);
                if (BestOf(_features[drawn], start, end, yes) is not { } split || split.Score <= bestScore) continue;
                (best, bestScore) = ((_features[drawn], split.Threshold), split.Score);
            }

            return best;
        }

        // Maximises Σ yes²/n + no²/n over the two sides, which is the least Gini impurity.
        private (double Threshold, double Score)? BestOf(int feature, int start, int end, int yes)
        {
            var count = end - start;
            for (var i = 0; i < count; i++)
            {
                _sorted[i] = _sample[start + i];
                _keys[i] = _rows[(_sorted[i] * _width) + feature];
            }

            Array.Sort(_keys, _sorted, 0, count);
            (double, double)? best = null;
            var bestScore = 0.0;
            var left = 0;
            for (var i = 1; i < count; i++)
            {
                left += _outcomes[_sorted[i - 1]] ? 1 : 0;
                if (i < _minLeaf || count - i < _minLeaf || _keys[i] <= _keys[i - 1]) continue;
                var score = Purity(left, i) + Purity(yes - left, count - i);
                if (score > bestScore) (best, bestScore) = (((_keys[i - 1] + _keys[i]) / 2, score), score);
            }

            return best;
        }

        private static double Purity(double yes, double count) =>
            ((yes * yes) + ((count - yes) * (count - yes))) / count;
    }
}
