namespace LearnerGraph.Domain.Simulation.Proving;

/// <summary>
/// The yardstick: the course in its order, easy questions first, each concept until three right answers in a row or
/// fourteen in all, and a review of two questions every seven days.
/// </summary>
internal sealed class FixedCurriculum(TrueCourse course, Action<int>? onQuestion) : IGuide
{
    private const int RightInARow = 3;
    private const int Enough = 14;
    private const double ReviewDays = 7;
    private const int QuestionsPerReview = 2;

    private readonly int[] _asked = new int[course.Concepts.Length];
    private readonly int[] _run = new int[course.Concepts.Length];
    private readonly DateTimeOffset[] _last = new DateTimeOffset[course.Concepts.Length];
    private int _next;
    private int _place;
    private int _reviewsLeft;

    public int Next(DateTimeOffset now)
    {
        if (_reviewsLeft == 0 && Oldest(now) is >= 0 and var due) (_place, _reviewsLeft) = (due, QuestionsPerReview);
        if (_reviewsLeft > 0) _reviewsLeft--;
        else if (_next < course.Concepts.Length) _place = _next;
        else return -1;
        var questions = course.Catalog.Table.OfConcept(course.Concepts[_place]);
        return questions[_asked[_place] % questions.Length];
    }

    public void Answered(int question, DateTimeOffset at, bool isRight, int durationMs)
    {
        onQuestion?.Invoke(question);
        _asked[_place]++;
        _run[_place] = isRight ? _run[_place] + 1 : 0;
        _last[_place] = at;
        if (_place == _next && (_run[_next] >= RightInARow || _asked[_next] >= Enough)) _next++;
    }

    /// <summary>Of the concepts gone through, the one longest not met, if that is long enough; else -1.</summary>
    private int Oldest(DateTimeOffset now)
    {
        int oldest = -1;
        for (int place = 0; place < _next; place++)
        {
            if ((now - _last[place]).TotalDays >= ReviewDays && (oldest < 0 || _last[place] < _last[oldest]))
                oldest = place;
        }

        return oldest;
    }
}
