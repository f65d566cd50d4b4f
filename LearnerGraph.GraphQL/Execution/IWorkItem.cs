namespace LearnerGraph.GraphQL.Execution;

/// <summary>Something that goes on when its turn in the loop of its request comes.</summary>
internal interface IWorkItem
{
    void Run();
}
