using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Simulation;

/// <summary>One made-up learner, from the day of joining to the end.</summary>
internal sealed class SimulatedLife
{
    private readonly CatalogSnapshot _catalog;
    private readonly DateTimeOffset _end;
    private readonly ulong _seed;
    private readonly int _index;
    private readonly TimeZoneInfo _zone;
    private readonly Temperament _who;
    private readonly LocalDay _joined;
    private readonly int _days;
    private readonly Dictionary<int, HiddenSkill> _skills = [];
    private readonly List<AttemptDraft> _attempts = [];
    private readonly List<float> _chances = [];
    private readonly double _startLevel;
    private Prng _random;

    public SimulatedLife(CatalogSnapshot catalog, int days, ulong seed, int index, DateTimeOffset end)
    {
        (_catalog, _seed, _index, _end) = (catalog, seed, index, end.ToUniversalTime());
        _random = Prng.Stream(seed, (ulong)index);
        _zone = Persona.Zone(ref _random);
        _who = Temperament.Draw(ref _random);

        // Half were there from the start, the others joined one by one.
        int late = _random.NextDouble() < 0.5 ? 0 : _random.NextInt(Math.Max(1, days * 2 / 3));
        _days = days - late;
        _joined = LocalDay.At(_end, _zone) + -(_days - 1);
        _startLevel = Math.Clamp(0.25 + (0.3 * _who.Talent) + (0.15 * _random.NextGaussian()), 0, 0.9);
    }

    public SimulatedLearner Live(Func<LocalDay, double> practiceFactor)
    {
        var (username, displayName) = Persona.Name(_index, ref _random);
        var (courses, goals) = Aims();
        var curriculum = new Curriculum(_catalog, courses);
        if (!curriculum.IsEmpty)
        {
            bool[] practised = _who.Habit.Days(_days, (int)_joined.ToDate().DayOfWeek, ref _random);
            for (int day = 0; day < _days; day++)
            {
                if (!practised[day]) continue;
                var at = Session(_joined + day, _who.PeakHour, curriculum, practiceFactor(_joined + day));
                if (_random.NextDouble() < 0.15 && at is { } last)
                {
                    double later = (last - Midnight(_joined + day)).TotalHours + 3;
                    Session(_joined + day, later, curriculum, practiceFactor(_joined + day));
                }
            }
        }

        var started = _attempts.Count > 0 ? _attempts[0].AnsweredAt!.Value.AddMinutes(-10) : _end.AddMinutes(-10);
        var skill = _startLevel < 0.2 ? SkillLevel.Beginner
            : _startLevel < 0.5 ? SkillLevel.Intermediate : SkillLevel.Advanced;
        var learner = new Learner(
            default, TenantId.Default,
            LearnerSimulator.ExternalIdOf(_seed, _index), username, displayName,
            _zone.Id, skill, Math.Round(Math.Clamp(0.5 + (0.15 * _random.NextGaussian()), 0.1, 0.9), 2), goals,
            Personalization: true, Experiments: true, started,
            _attempts.Count > 0 ? _attempts[^1].AnsweredAt : null, 1, IsSynthetic: true);
        return new SimulatedLearner(learner, _attempts, _chances);
    }

    /// <summary>One course or two, and a far concept of each as the goal.</summary>
    private (HashSet<int> Concepts, List<ConceptId> Goals) Aims()
    {
        var concepts = new HashSet<int>();
        var goals = new List<ConceptId>();
        int wanted = _catalog.Courses.Count == 0 ? 0 : _random.NextDouble() < 0.7 ? 1 : 2;
        for (int i = 0; i < wanted; i++)
        {
            var course = _catalog.Courses[_random.NextInt(_catalog.Courses.Count)];
            int goal = -1;
            foreach (int concept in _catalog.ConceptsOf(course.Id))
            {
                concepts.Add(concept);
                bool isFurther = goal < 0 || _catalog.Graph.Depth(concept) > _catalog.Graph.Depth(goal);
                if (isFurther && _random.NextDouble() < 0.7) goal = concept;
            }

            if (goal >= 0 && !goals.Contains(_catalog.Concepts[goal].Id)) goals.Add(_catalog.Concepts[goal].Id);
        }

        return (concepts, goals);
    }

    /// <summary>Some questions one after another, from about the given local hour on.</summary>
    /// <returns>When it ended; null where nothing was answered any more.</returns>
    private DateTimeOffset? Session(LocalDay day, double hour, Curriculum curriculum, double factor)
    {
        double hours = Math.Clamp(hour + (1.1 * _random.NextGaussian()), 5, 23.4);
        var at = Midnight(day).AddHours(hours);
        if (_attempts is [.., { AnsweredAt: { } before }] && at <= before) at = before.AddMinutes(40);

        int questions = 1 + (int)(factor * _who.SessionQuestions * Math.Exp(0.5 * _random.NextGaussian()));
        var device = _random.NextDouble() switch
        {
            < 0.55 => DeviceKind.Mobile,
            < 0.9 => DeviceKind.Web,
            _ => DeviceKind.Tablet,
        };
        DateTimeOffset? ended = null;
        for (int i = 0; i < questions; i++)
        {
            var next = Answer(at, device, curriculum);
            if (next is null) break;
            ended = next;
            double idleSeconds = -12 * Math.Log(1 - _random.NextDouble());
            if (_random.NextDouble() < 0.03) idleSeconds += 60 + (400 * _random.NextDouble());
            at = next.Value.AddSeconds(idleSeconds);
        }

        return ended;
    }

    private DateTimeOffset? Answer(DateTimeOffset from, DeviceKind device, Curriculum curriculum)
    {
        int place = curriculum.Place(_who, ref _random);
        double day = from.ToUnixTimeSeconds() / 86_400.0;
        int question = curriculum.Question(place, Ability(curriculum.ConceptAt(place), day), ref _random);
        var table = _catalog.Table;
        double ability = Ability(question, day, out double weakest);
        double knows = Normal((ability - table.Difficulty[question]) / 1.5);
        double guess = table.GuessFloor[question];

        bool isUnsure = weakest < 0 || knows < 0.6;
        int hints = isUnsure && _random.NextDouble() < _who.HintTaste ? 1 + _random.NextInt(2) : 0;
        hints = Math.Min(hints, _catalog.Questions[question].Hints.Count);
        double chance = ((1 - _who.Slip) * knows) + (guess * (1 - knows));
        if (hints > 0) chance += 0.25 * (1 - chance);
        bool isRight = _random.NextDouble() < chance;

        double effort = 1.35 - (0.7 * knows) + (0.25 * hints);
        double seconds = table.Seconds[question] * _who.Pace * effort * Math.Exp(0.35 * _random.NextGaussian());
        int durationMs = (int)(1000 * Math.Clamp(seconds, 3, 1200));
        var answeredAt = from.AddMilliseconds(durationMs);
        if (answeredAt > _end) return null;

        double? confidence = _random.NextDouble() < 0.3
            ? Math.Round(Math.Clamp(chance + (0.15 * _random.NextGaussian()) + 0.05, 0, 1), 2)
            : null;
        _attempts.Add(new AttemptDraft(
            Key(), _catalog.Questions[question].Id, answeredAt, durationMs, hints, Written(question, isRight),
            isRight, null, device, confidence));
        _chances.Add((float)chance);
        foreach (int concept in table.ConceptsOf(question)) Learn(concept, answeredAt, isRight);
        curriculum.Answered(place, isRight);
        return answeredAt;
    }

    private void Learn(int concept, DateTimeOffset at, bool isRight)
    {
        double day = at.ToUnixTimeSeconds() / 86_400.0;

        // An idea falls into place the more easily the more of what it rests on is there.
        var below = _catalog.Graph.Prerequisites(concept);
        double ready = 1;
        foreach (int prerequisite in below) ready += SkillOf(prerequisite).HasIdea ? 1 : 0;
        ready /= below.Length + 1;

        var skill = SkillOf(concept);
        skill.Practise(day, isRight, _who.LearningRate, 0.3 + (0.7 * ready), ref _random);
        _skills[concept] = skill;
    }

    /// <summary>Of a question: half what the weakest of its concepts allows, half their mean.</summary>
    private double Ability(int question, double day, out double weakest)
    {
        weakest = double.MaxValue;
        double sum = 0, weight = 0;
        var concepts = _catalog.Table.ConceptsOf(question);
        var weights = _catalog.Table.WeightsOf(question);
        for (int i = 0; i < concepts.Length; i++)
        {
            double ability = Ability(concepts[i], day);
            weakest = Math.Min(weakest, ability);
            sum += weights[i] * ability;
            weight += weights[i];
        }

        return (0.5 * weakest) + (0.5 * sum / weight);
    }

    private double Ability(int concept, double day) => _who.Talent - 0.9 + SkillOf(concept).Ability(day);

    private HiddenSkill SkillOf(int concept)
    {
        if (_skills.TryGetValue(concept, out var skill)) return skill;
        double depth = _catalog.Graph.Depth(concept) / (1.0 + _catalog.Graph.Depth(_catalog.Graph.Order[^1]));
        bool isKnown = _random.NextDouble() < Math.Max(0, _startLevel * 1.4 * (1 - depth));
        return _skills[concept] = HiddenSkill.Draw(isKnown, _who.ForgettingDays, ref _random);
    }

    private string? Written(int question, bool isRight)
    {
        var asked = _catalog.Questions[question];
        if (isRight || asked.Solution.Answer is null) return asked.Solution.Answer;
        if (asked.Options.Count < 2) return "I do not know";
        int wrong = _random.NextInt(asked.Options.Count);
        for (int i = 0; i < asked.Options.Count; i++)
        {
            string option = asked.Options[(wrong + i) % asked.Options.Count];
            if (!Grading.IsRight(asked, option)) return option;
        }

        return null;
    }

    private DateTimeOffset Midnight(LocalDay day)
    {
        var local = day.ToDate().ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private Guid Key()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, _random.NextUInt64());
        BitConverter.TryWriteBytes(bytes[8..], _random.NextUInt64());
        return new Guid(bytes);
    }

    /// <summary>Standard normal distribution: the product's models are logistic.</summary>
    private static double Normal(double z) => 0.5 * (1 + MathNet.Numerics.SpecialFunctions.Erf(z / Math.Sqrt(2)));
}
