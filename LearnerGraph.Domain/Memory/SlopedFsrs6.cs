namespace LearnerGraph.Domain.Memory;

/// <summary>The formulas of <see cref="Fsrs6"/> with slopes by the weights, for the fit.</summary>
internal sealed class SlopedFsrs6
{
    private readonly Sloped[] _w = new Sloped[Fsrs6.WeightCount];
    private readonly Sloped _factor;
    private readonly Sloped _easyStart;
    private readonly Sloped _negativeDecay;

    public SlopedFsrs6(ReadOnlySpan<double> weights)
    {
        for (int i = 0; i < _w.Length; i++) _w[i] = Sloped.Weight(i, weights[i]);
        _negativeDecay = 0 - _w[20];
        _factor = Sloped.Exp(Math.Log(0.9) / _negativeDecay) - 1;
        _easyStart = _w[4] - Sloped.Exp(3 * _w[5]) + 1;
    }

    public Sloped FirstStability(int grade) =>
        Sloped.Clamp(_w[grade - 1], Fsrs6.MinStability, Fsrs6.MaxStability);

    public Sloped FirstDifficulty(int grade) =>
        Sloped.Clamp(_w[4] - Sloped.Exp(_w[5] * (grade - 1)) + 1, 1, 10);

    public Sloped Retrievability(double elapsedDays, in Sloped stability) =>
        Sloped.Pow(1 + (_factor * Math.Max(elapsedDays, 0) / stability), _negativeDecay);

    public Sloped NextDifficulty(in Sloped difficulty, int grade)
    {
        var moved = difficulty - (_w[6] * (grade - 3) * (10 - difficulty) / 9);
        return Sloped.Clamp((_w[7] * _easyStart) + ((1 - _w[7]) * moved), 1, 10);
    }

    public Sloped StabilityAfterRecall(in Sloped difficulty, in Sloped stability, in Sloped recall, int grade)
    {
        var growth = Sloped.Exp(_w[8]) * (11 - difficulty) * Sloped.Pow(stability, 0 - _w[9])
            * (Sloped.Exp(_w[10] * (1 - recall)) - 1);
        if (grade == 2) growth *= _w[15];
        else if (grade == 4) growth *= _w[16];
        return Sloped.Clamp(stability * (1 + growth), Fsrs6.MinStability, Fsrs6.MaxStability);
    }

    public Sloped StabilityAfterLapse(in Sloped difficulty, in Sloped stability, in Sloped recall)
    {
        var lapsed = _w[11] * Sloped.Pow(difficulty, 0 - _w[12]) * (Sloped.Pow(stability + 1, _w[13]) - 1)
            * Sloped.Exp(_w[14] * (1 - recall));
        return Sloped.Clamp(
            Sloped.Min(lapsed, stability / Sloped.Exp(_w[17] * _w[18])), Fsrs6.MinStability, Fsrs6.MaxStability);
    }

    public Sloped StabilitySameDay(in Sloped stability, int grade)
    {
        var growth = Sloped.Exp(_w[17] * (grade - 3 + _w[18])) * Sloped.Pow(stability, 0 - _w[19]);
        if (grade >= 2 && growth.Value < 1) growth = 1;
        return Sloped.Clamp(stability * growth, Fsrs6.MinStability, Fsrs6.MaxStability);
    }
}
