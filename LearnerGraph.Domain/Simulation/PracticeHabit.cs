using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Simulation;

/// <summary>
/// On which days somebody practises: a weekly rhythm, the pull of yesterday, and lapses that come and go.
/// </summary>
/// <param name="Zeal">Chance of practice on an ordinary day while the habit holds.</param>
/// <param name="ByWeekday">Factor for each day of the week, Sunday first.</param>
/// <param name="Momentum">Added after a day with practice.</param>
/// <param name="LapseChance">Per day, to fall out of the habit.</param>
/// <param name="ReturnChance">Per day, to come back to it.</param>
internal sealed record PracticeHabit(
    double Zeal, double[] ByWeekday, double Momentum, double LapseChance, double ReturnChance)
{
    public static PracticeHabit Draw(ref Prng random)
    {
        double weekend = 0.5 + (0.8 * random.NextDouble());
        double[] byWeekday = [weekend, 1.05, 1.1, 1.05, 1, 0.85, weekend];
        for (int day = 0; day < 7; day++) byWeekday[day] *= 0.85 + (0.3 * random.NextDouble());
        return new PracticeHabit(
            0.25 + (0.5 * random.NextDouble()),
            byWeekday,
            0.1 + (0.15 * random.NextDouble()),
            0.005 + (0.04 * random.NextDouble()),
            0.05 + (0.2 * random.NextDouble()));
    }

    /// <summary>Walks over the days; true for those with practice.</summary>
    /// <param name="firstWeekday">Of the first day, Sunday 0.</param>
    public bool[] Days(int count, int firstWeekday, ref Prng random)
    {
        bool[] practised = new bool[count];
        bool isLapsed = false;
        for (int day = 0; day < count; day++)
        {
            isLapsed = isLapsed ? random.NextDouble() >= ReturnChance : random.NextDouble() < LapseChance;
            double chance = Zeal * ByWeekday[(firstWeekday + day) % 7];
            if (day > 0 && practised[day - 1]) chance += Momentum;
            practised[day] = !isLapsed && random.NextDouble() < chance;
        }

        // Whoever joins answers something on the first day.
        if (count > 0) practised[0] = true;
        return practised;
    }
}
