namespace LearnerGraph.Api.Console.Charts;

/// <summary>A picture of the rows that the table below it shows.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Finding">What it says, in one sentence.</param>
public abstract record ChartPlan(string Title, string Finding)
{
    /// <summary>Draws at a width of its own: a narrow screen gets fewer ticks, not smaller letters.</summary>
    public abstract void Draw(Svg svg);
}
