using System.Collections.Immutable;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>The part of a fold that counts practice: days, minutes, sessions, hours, streaks and milestones.</summary>
internal sealed class PracticeLedger
{
    private readonly TracingRules _rules;
    private readonly List<PracticeDay> _days;
    private readonly Dictionary<LocalDay, PracticeDay> _changed = [];
    private readonly int[] _hours = new int[24];
    private readonly List<Entry> _unsorted = [];
    private readonly StreakBook _start;
    private StreakBook _book;
    private PracticeTotals _totals;

    public PracticeLedger(TracingRules rules, LearnerState start)
    {
        _rules = rules;
        _days = [.. start.Days];
        _totals = start.Totals;
        start.Hours.CopyTo(_hours);
        _start = start.Streaks.IsDefaultOrEmpty
            ? StreakBook.Start(rules.Streaks)
            : new StreakBook(start.Streaks, start.Milestones);
        _book = _start;
    }

    /// <summary>False once an attempt's day lay before the last one's.</summary>
    public bool IsInOrder { get; private set; } = true;

    public void Add(Attempt attempt, bool correct, int mastered, DateTimeOffset? previous)
    {
        _totals = _totals with
        {
            Attempts = _totals.Attempts + 1, Correct = _totals.Correct + (correct ? 1 : 0),
        };
        if (!attempt.IsDated) return;

        double minutes = _rules.Clock.Minutes(previous, attempt.AnsweredAt, attempt.DurationMs);
        bool startsSession = _rules.Clock.StartsSession(previous, attempt.AnsweredAt, attempt.DurationMs);
        var (before, after) = AddToDay(attempt.Day, minutes, correct, mastered);
        bool qualifies = _rules.Streaks.Qualifies(after) && !_rules.Streaks.Qualifies(before);
        _totals = _totals with
        {
            Minutes = _totals.Minutes + minutes,
            SessionMinutes = _totals.SessionMinutes + minutes,
            Sessions = _totals.Sessions + (startsSession ? 1 : 0),
            ActiveDays = _totals.ActiveDays + (before.Attempts == 0 ? 1 : 0),
            QualifiedDays = _totals.QualifiedDays + (qualifies ? 1 : 0),
        };
        _hours[attempt.Hour]++;

        var entry = new Entry(attempt.Day, minutes, mastered, attempt.AnsweredAt);
        _unsorted.Add(entry);
        if (_book.LastDay is { } last && attempt.Day < last) IsInOrder = false;
        if (IsInOrder) _book = Practise(_book, entry);
    }

    /// <summary>The state with everything that was counted.</summary>
    public LearnerState Into(LearnerState state)
    {
        var book = IsInOrder ? _book : Sorted();
        bool hasHours = _totals.Sessions > 0;
        return state with
        {
            Days = [.. _days],
            Totals = _totals,
            Hours = hasHours ? [.. _hours] : [],
            Streaks = hasHours || !state.Streaks.IsDefaultOrEmpty ? book.Streaks : [],
            Milestones = book.Milestones,
        };
    }

    public IReadOnlyList<PracticeDay> ChangedDays() => [.. _changed.Values.OrderBy(day => day.Day)];

    /// <summary>Streaks are counted day by day: after a flight westwards by day first, then by time.</summary>
    private StreakBook Sorted()
    {
        var book = _start;
        foreach (var entry in _unsorted.OrderBy(entry => entry.Day)) book = Practise(book, entry);
        return book;
    }

    private StreakBook Practise(in StreakBook book, in Entry entry) =>
        book.Practise(entry.Day, entry.Minutes, entry.Mastered, entry.At, _rules.Streaks);

    private (PracticeDay Before, PracticeDay After) AddToDay(LocalDay day, double minutes, bool correct, int mastered)
    {
        int index = _days.Count;
        while (index > 0 && _days[index - 1].Day > day) index--;
        bool isKnown = index > 0 && _days[index - 1].Day == day;
        var before = isKnown ? _days[--index] : new PracticeDay(day, 0, 0, 0, 0);
        var after = before with
        {
            Minutes = before.Minutes + minutes,
            Attempts = before.Attempts + 1,
            Correct = before.Correct + (correct ? 1 : 0),
            ConceptsMastered = before.ConceptsMastered + mastered,
        };
        if (isKnown) _days[index] = after;
        else _days.Insert(index, after);
        if (_days.Count > LearnerFold.MaxDays) _days.RemoveAt(0);
        _changed[day] = after;
        return (before, after);
    }

    private readonly record struct Entry(LocalDay Day, double Minutes, int Mastered, DateTimeOffset At);
}
