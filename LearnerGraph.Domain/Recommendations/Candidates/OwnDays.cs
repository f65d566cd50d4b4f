using System.Collections.Immutable;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Recommendations.Candidates;

/// <summary>Chances and means of a learner's own recent days; every share is (hits + 1) / (tries + 2).</summary>
/// <remarks>Laplace's rule of succession: one half without any evidence, never quite 0 or 1.</remarks>
internal readonly ref struct OwnDays
{
    /// <summary>Days looked back upon.</summary>
    public const int Window = 28;

    private const int Weeks = 8;

    private readonly ReadOnlySpan<PracticeDay> _days;
    private readonly LocalDay _today;
    private readonly LocalDay _first;

    public OwnDays(ImmutableArray<PracticeDay> days, LocalDay today)
    {
        _days = days.AsSpan();
        _today = today;
        _first = _days.IsEmpty ? today : _days[0].Day;
        for (int i = _days.Length - 1; i >= 0 && _days[i].Day >= today; i--)
        {
            if (_days[i].Day == today) Today = _days[i];
        }
    }

    /// <summary>So far.</summary>
    public PracticeDay Today { get; }

    public LocalDay? Last => _days.IsEmpty ? null : _days[^1].Day;

    /// <summary>Mean minutes of the window's days with practice; 0 without any.</summary>
    public double MeanMinutes
    {
        get
        {
            double sum = 0;
            int active = 0;
            foreach (var day in _days)
            {
                if (day.Day >= _today || _today - day.Day > Window || day.Minutes <= 0) continue;
                sum += day.Minutes;
                active++;
            }

            return active == 0 ? 0 : sum / active;
        }
    }

    /// <summary>Chance that a day has at least so many minutes.</summary>
    public double ChanceOf(double minutes)
    {
        int hits = 0;
        foreach (var day in _days)
        {
            if (day.Day < _today && _today - day.Day <= Window && day.Minutes >= minutes) hits++;
        }

        return Laplace(hits, Math.Clamp(_today - _first, 0, Window));
    }

    /// <summary>Chance to practise on a day after one without practice.</summary>
    public double ChanceOfReturn()
    {
        int tries = 0, hits = 0;
        for (int i = 1; i < _days.Length; i++)
        {
            int gap = _days[i].Day - _days[i - 1].Day;
            if (gap < 2 || _days[i].Day > _today) continue;
            tries += gap - 1;
            hits++;
        }

        if (Last is { } last && last < _today) tries += Math.Max(0, _today - last - 2);
        return Laplace(hits, Math.Max(tries, hits));
    }

    /// <summary>
    /// Chance to do <paramref name="need"/> more in what is left of the week: the share of past weeks whose same last
    /// days brought as much.
    /// </summary>
    public double ChanceInWeek(double need, StreakUnit unit)
    {
        var monday = _today.WeekStart();
        int elapsed = _today - monday, hits = 0, tries = 0;
        for (int week = 1; week <= Weeks; week++)
        {
            var start = monday + (-7 * week);
            if (start < _first.WeekStart()) break;
            tries++;
            if (Sum(start + elapsed, start + 7, unit) >= need) hits++;
        }

        return Laplace(hits, tries);
    }

    /// <summary>In [from, to), in the unit.</summary>
    public double Sum(LocalDay from, LocalDay to, StreakUnit unit)
    {
        double sum = 0;
        foreach (var day in _days)
        {
            if (day.Day < from || day.Day >= to) continue;
            sum += unit switch
            {
                StreakUnit.Minutes => day.Minutes,
                StreakUnit.Questions => day.Attempts,
                StreakUnit.Concepts => day.ConceptsMastered,
                _ => 1,
            };
        }

        return sum;
    }

    /// <summary>Chance to master at least one concept within seven days: 1 − e^(−λ 7 p).</summary>
    /// <remarks>
    /// λ concepts per day of practice, with five such days and one concept as the prior; p chance to practise.
    /// </remarks>
    public double ChanceOfMastery()
    {
        double mastered = 0, active = 0;
        foreach (var day in _days)
        {
            (mastered, active) = (mastered + day.ConceptsMastered, active + 1);
        }

        return 1 - Math.Exp(-(mastered + 1) / (active + 5) * 7 * ChanceOf(1e-9));
    }

    /// <summary>
    /// Chance of <paramref name="days"/> more qualified days with at most so many single misses, each day independent
    /// with chance p: f(r, m) = p f(r-1, m) + (1-p) p f(r-1, m-1), as a miss must be followed by a qualified day.
    /// </summary>
    public static double ChanceOfRun(double p, int days, int misses)
    {
        misses = Math.Clamp(misses, 0, 15);
        Span<double> chance = stackalloc double[misses + 1];
        chance.Fill(1);
        for (int r = 1; r <= days; r++)
        {
            for (int m = misses; m >= 0; m--)
            {
                double forgiven = m > 0 ? (1 - p) * p * chance[m - 1] : 0;
                chance[m] = (p * chance[m]) + forgiven;
            }
        }

        return chance[misses];
    }

    private static double Laplace(int hits, int tries) => (hits + 1.0) / (tries + 2.0);
}
