using LearnerGraph.Domain.Intelligence.Text;

namespace LearnerGraph.Domain.Intelligence.Prediction;

/// <summary>
/// Which of several labels a row of terms has: one linear machine for each label, the largest margin wins.
/// </summary>
public sealed class TextClassifier
{
    private readonly LinearMachine[] _machines;

    private TextClassifier(string[] labels, LinearMachine[] machines) => (Labels, _machines) = (labels, machines);

    /// <summary>In ordinal order; of equal margins the first wins.</summary>
    public IReadOnlyList<string> Labels { get; }

    public static TextClassifier Fit(TermRows rows, IReadOnlyList<string> labels, double cost, ulong seed = 42)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, rows.Count);
        string[] all = [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var machines = new LinearMachine[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            bool[] isMember = [.. labels.Select(label => label == all[i])];
            machines[i] = LinearMachine.FitClass(rows, isMember, cost, seed);
        }

        return new TextClassifier(all, machines);
    }

    /// <summary>A margin for each label.</summary>
    public double[] Margins(TermRows rows, int row) => Array.ConvertAll(_machines, m => m.Score(rows, row));

    public string Predict(TermRows rows, int row)
    {
        var margins = Margins(rows, row);
        return Labels[Array.IndexOf(margins, margins.Max())];
    }
}
