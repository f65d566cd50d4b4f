using LearnerGraph.GraphQL.Planning;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>An object or a list of the response: slots that are filled in any order and written in theirs.</summary>
internal abstract class ResultNode(ResultNode? parent, int indexInParent, int size)
{
    public ResultNode? Parent { get; } = parent;

    public int IndexInParent { get; } = indexInParent;

    public ResultValue[] Slots { get; } = size == 0 ? [] : new ResultValue[size];

    /// <summary>A null has travelled through here: nothing below is of interest any more.</summary>
    public bool IsDead { get; private set; }

    public bool IsAlive
    {
        get
        {
            for (var node = this; node is not null; node = node.Parent)
            {
                if (node.IsDead)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public abstract bool IsNonNull(int index);

    public abstract object PathSegment(int index);

    /// <summary>Puts null at the place, or at the nearest one above that may be null.</summary>
    public void Nullify(int index)
    {
        var node = this;
        while (node.IsNonNull(index))
        {
            node.IsDead = true;
            if (node.Parent is null)
            {
                return;
            }

            index = node.IndexInParent;
            node = node.Parent;
        }

        node.Slots[index].SetNull();
    }

    public IReadOnlyList<object> PathOf(int index)
    {
        var path = new List<object> { PathSegment(index) };
        for (var node = this; node.Parent is not null; node = node.Parent)
        {
            path.Add(node.Parent.PathSegment(node.IndexInParent));
        }

        path.Reverse();
        return path;
    }
}

/// <summary>An object of the response with the fields its plan names.</summary>
internal sealed class ResultObject(SelectionPlan plan, ResultNode? parent, int indexInParent)
    : ResultNode(parent, indexInParent, plan.Fields.Length)
{
    public SelectionPlan Plan { get; } = plan;

    public override bool IsNonNull(int index) => Plan.Fields[index].Shape.IsNonNull;

    public override object PathSegment(int index) => Plan.Fields[index].ResponseName;
}

/// <summary>A list of the response.</summary>
internal sealed class ResultList(bool isItemNonNull, int count, ResultNode parent, int indexInParent)
    : ResultNode(parent, indexInParent, count)
{
    public override bool IsNonNull(int index) => isItemNonNull;

    public override object PathSegment(int index) => index;
}
