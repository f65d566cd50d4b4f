using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>
/// One learner's state while judged attempts are folded into it, in (answeredAt, sequence) order. It is the only way a
/// state changes by attempts, live or in a replay, so both give the same bits.
/// </summary>
/// <remarks>Not thread-safe; made, fed and read out in one go. See docs/algorithms/tracing.md.</remarks>
public sealed class LearnerFold
{
    internal const int MaxSeen = 256;
    internal const int MaxDays = 63;

    /// <summary>Days over which a recent improvement is measured.</summary>
    internal const int RecentDays = 7;

    private const int MaxLinks = 32;

    private readonly TracingRules _rules;
    private readonly CatalogSnapshot _catalog;
    private readonly ReviewScheduler _reviews;
    private readonly LearnerState _start;
    private readonly Ability _prior;
    private readonly List<ConceptState> _concepts;
    private readonly List<SeenQuestion> _seen;
    private readonly PracticeLedger _ledger;
    private Ability _ability;
    private Ability _form;
    private DateTimeOffset? _lastAnsweredAt;
    private DateTimeOffset? _firstAnsweredAt;
    private DateTimeOffset? _lastFoldedAt;

    /// <summary>Goes on from a state of the learner.</summary>
    /// <param name="catalog">For the concepts that match each other.</param>
    public LearnerFold(TracingRules rules, CatalogSnapshot catalog, LearnerState start, Learner learner)
    {
        _rules = rules;
        _catalog = catalog;
        _reviews = rules.Reviews.For(learner.DesiredRetention);
        _start = start;
        _prior = start.Prior.Variance > 0 ? start.Prior : rules.Model.Prior(learner.SkillLevel);
        bool isFresh = start.LastFoldedAt is null;
        _ability = isFresh ? _prior : start.Ability;
        _form = isFresh ? new Ability(0, rules.Model.Parameters.FormVariance) : start.Form;
        _concepts = [.. start.Concepts];
        _seen = [.. start.Seen];
        _ledger = new PracticeLedger(rules, start);
        (_lastAnsweredAt, _firstAnsweredAt, _lastFoldedAt) =
            (start.LastAnsweredAt, start.FirstAnsweredAt, start.LastFoldedAt);
    }

    /// <summary>Of all attempts so far; one answered earlier must not be folded in.</summary>
    public DateTimeOffset? LastFoldedAt => _lastFoldedAt;

    /// <summary>False once a local day lay before the one before it: streaks then need a replay.</summary>
    public bool DaysAreInOrder => _ledger.IsInOrder;

    /// <summary>A fold from the beginning; what does not come from attempts is kept.</summary>
    public static LearnerFold Replay(
        TracingRules rules, CatalogSnapshot catalog, LearnerState kept, Learner learner) => new(
        rules,
        catalog,
        new LearnerState
        {
            Version = kept.Version,
            Prior = kept.Prior,
            Suppressed = kept.Suppressed,
            Streaks = kept.Streaks.IsDefaultOrEmpty ? [] : StreakBook.Start(rules.Streaks, kept.Streaks).Streaks,
        },
        learner);

    /// <summary>What is believed of the learner's ability for a question before an attempt at it.</summary>
    public Ability StandingFor(Question question, DateTimeOffset at, bool isDated)
    {
        double days = PauseBefore(at, isDated);
        Span<Link> links = stackalloc Link[MaxLinks];
        links = Open(question, at, isDated, links);
        return Standing(_rules.Model.AfterPause(_ability, days), _rules.Model.Fade(_form, days), links);
    }

    /// <summary>Takes in one judged attempt.</summary>
    /// <param name="attempt">Accepted and judged; not answered before <see cref="LastFoldedAt"/>.</param>
    public void Add(Attempt attempt, Question question)
    {
        bool correct = attempt.Correct ?? throw new ArgumentException("Only judged attempts move beliefs.");
        var model = _rules.Model;
        double days = PauseBefore(attempt.AnsweredAt, attempt.IsDated);
        var ability = model.AfterPause(_ability, days);
        var form = model.Fade(_form, days);
        Span<Link> links = stackalloc Link[MaxLinks];
        links = Open(question, attempt.AnsweredAt, attempt.IsDated, links);

        var evidence = ResponseModel.Observe(
            Standing(ability, form, links),
            new Ability(attempt.Difficulty, attempt.Footing.DifficultyVariance),
            QuestionTable.GuessFloorOf(question),
            correct,
            model.EvidenceShare(correct, attempt.HintsUsed));
        _ability = model.Move(ability, evidence);
        _form = evidence.Move(form, 1);

        int mastered = 0;
        foreach (ref readonly var link in links)
        {
            if (Move(attempt, link, ability, evidence, correct)) mastered++;
        }

        Remember(attempt, correct);
        _ledger.Add(attempt, correct, mastered, _lastAnsweredAt);
        _lastFoldedAt = attempt.AnsweredAt;
        if (!attempt.IsDated) return;

        _firstAnsweredAt ??= attempt.AnsweredAt;
        _lastAnsweredAt = attempt.AnsweredAt;
    }

    /// <summary>The state now; the version is that of the state gone on from.</summary>
    public LearnerState ToState() => _lastFoldedAt is null ? _start : _ledger.Into(_start) with
    {
        Prior = _prior,
        Ability = _ability,
        Form = _form,
        Concepts = [.. _concepts],
        Seen = [.. _seen],
        LastAnsweredAt = _lastAnsweredAt,
        FirstAnsweredAt = _firstAnsweredAt,
        LastFoldedAt = _lastFoldedAt,
    };

    /// <summary>The days that attempts were added to since the start, as they now stand.</summary>
    public IReadOnlyList<PracticeDay> ChangedDays() => _ledger.ChangedDays();

    private double PauseBefore(DateTimeOffset at, bool isDated) =>
        isDated ? Outlook.DaysBetween(_lastAnsweredAt, at) : 0;

    private static Ability Standing(in Ability ability, in Ability form, ReadOnlySpan<Link> links)
    {
        double mean = ability.Mean + form.Mean, variance = ability.Variance + form.Variance;
        foreach (ref readonly var link in links)
        {
            mean += link.Weight * link.Offset.Mean;
            variance += link.Weight * link.Weight * link.Offset.Variance;
        }

        return new Ability(mean, variance);
    }

    /// <summary>The question's concepts with their weights (summing to 1) and offsets as they stand.</summary>
    private Span<Link> Open(Question question, DateTimeOffset at, bool isDated, Span<Link> buffer)
    {
        var links = question.Concepts;
        int count = Math.Min(links.Count, buffer.Length);
        double total = 0, most = 0;
        for (int i = 0; i < count; i++)
        {
            total += links[i].Weight;
            most = Math.Max(most, links[i].Weight);
        }

        var all = CollectionsMarshal.AsSpan(_concepts);
        for (int i = 0; i < count; i++)
        {
            int index = Transfer.IndexOf(all, links[i].Concept);
            double recall = 1;
            Ability offset;
            if (index < 0)
            {
                offset = Transfer.UnseenOffset(_rules, _catalog, links[i].Concept, all, at, isDated);
            }
            else
            {
                ref readonly var known = ref all[index];
                if (isDated) recall = _reviews.Retrievability(known.Memory, at) ?? 1;
                offset = _rules.Model.OffsetNow(
                    known.Ability, isDated ? Outlook.DaysBetween(known.LastAttempt, at) : 0, recall);
            }

            buffer[i] = new Link(links[i].Concept, links[i].Weight / total, links[i].Weight / most, recall, offset);
        }

        return buffer[..count];
    }

    /// <summary>True where the attempt made the concept Mastered for the first time on a dated day.</summary>
    private bool Move(Attempt attempt, in Link link, in Ability abilityBefore, in Evidence evidence, bool correct)
    {
        int index = Transfer.IndexOf(CollectionsMarshal.AsSpan(_concepts), link.Concept);
        if (index < 0)
        {
            index = ~index;
            _concepts.Insert(index, new ConceptState(
                link.Concept, default, 0, 0, null, default, MasteryLevel.NotStarted, 0, null));
        }

        ref var concept = ref CollectionsMarshal.AsSpan(_concepts)[index];
        double before = Knowledge(abilityBefore, link.Offset, attempt);
        var offset = _rules.Model.Move(
            link.Offset, evidence, link.Weight, link.Relevance, link.Recall, correct, concept.Correct);
        var level = _rules.Mastery.LevelOf(Knowledge(_ability, offset, attempt), 0, concept.Attempts + 1);
        bool isRise = attempt.IsDated && concept.MasteredOn is null
            && level == MasteryLevel.Mastered && concept.Level != MasteryLevel.Mastered;
        concept = concept with
        {
            Ability = offset,
            Attempts = concept.Attempts + 1,
            Correct = concept.Correct + (correct ? 1 : 0),
            Level = level,
        };
        if (!attempt.IsDated) return false;

        int grade = ReviewScheduler.GradeOf(correct, attempt.HintsUsed, attempt.Grade);
        bool isSameDay = concept.LastDay is { } last && attempt.Day <= last;
        bool isNewBaseline = concept.BaselineDay is not { } day || attempt.Day - day >= RecentDays;
        concept = concept with
        {
            Memory = _reviews.Review(concept.Memory, grade, attempt.AnsweredAt, isSameDay),
            LastAttempt = attempt.AnsweredAt,
            LastDay = attempt.Day,
            MasteredOn = isRise ? attempt.Day : concept.MasteredOn,
            BaselineProbability = isNewBaseline ? before : concept.BaselineProbability,
            BaselineDay = isNewBaseline ? attempt.Day : concept.BaselineDay,
        };
        return isRise;
    }

    /// <summary>Mastery of an average question with guessing left out, as it was measured when it was judged.</summary>
    private static double Knowledge(in Ability ability, in Ability offset, Attempt attempt) => ResponseModel.Predict(
        new Ability(ability.Mean + offset.Mean, ability.Variance + offset.Variance),
        new Ability(attempt.Footing.AverageDifficulty, 0), 0).Probability;

    /// <summary>Each question once, the last met last; undated attempts keep nothing away by time.</summary>
    private void Remember(Attempt attempt, bool correct)
    {
        for (int i = _seen.Count - 1; i >= 0; i--)
        {
            if (_seen[i].Question != attempt.Question) continue;
            _seen.RemoveAt(i);
            break;
        }

        if (_seen.Count == MaxSeen) _seen.RemoveAt(0);
        _seen.Add(new SeenQuestion(
            attempt.Question, attempt.IsDated ? attempt.AnsweredAt : DateTimeOffset.MinValue, correct));
    }

    /// <param name="Weight">Of the offset in the question's line; the weights of a question sum to 1.</param>
    /// <param name="Relevance">By the question's main concept.</param>
    private readonly record struct Link(
        ConceptId Concept, double Weight, double Relevance, double Recall, Ability Offset);
}
