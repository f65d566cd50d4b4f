using System.Runtime.CompilerServices;
using LearnerGraph.GraphQL.Planning;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>A field whose resolver waits; takes its turn in the loop once the value is there.</summary>
internal sealed class PendingField : IWorkItem
{
    /// <summary>Given by a resolver that has filled its slot itself.</summary>
    public static readonly object AlreadyWritten = new();

    private readonly FieldExecutor _executor;
    private readonly RequestContext _request;
    private readonly FieldPlan _field;
    private readonly ResultNode _result;
    private readonly int _index;
    private readonly ConfiguredValueTaskAwaitable<object?>.ConfiguredValueTaskAwaiter _awaiter;

    private PendingField(
        FieldExecutor executor,
        RequestContext request,
        ValueTask<object?> task,
        FieldPlan field,
        ResultNode result,
        int index)
    {
        _executor = executor;
        _request = request;
        _field = field;
        _result = result;
        _index = index;
        _awaiter = task.ConfigureAwait(false).GetAwaiter();
    }

    public static void Start(
        FieldExecutor executor,
        RequestContext request,
        ValueTask<object?> task,
        FieldPlan field,
        ResultNode result,
        int index)
    {
        var pending = new PendingField(executor, request, task, field, result, index);
        request.Loop.FieldStarted();
        pending._awaiter.UnsafeOnCompleted(pending.Ready);
    }

    private void Ready() => _request.Loop.Enqueue(this);

    public void Run()
    {
        _request.Loop.FieldFinished();
        object? value;
        try
        {
            value = _awaiter.GetResult();
        }
        catch (Exception e)
        {
            _executor.Fail(e, _field, _result, _index);
            return;
        }

        if (!_result.IsAlive)
        {
            return;
        }

        if (ReferenceEquals(value, AlreadyWritten))
        {
            if (_result.Slots[_index].Kind is ResultKind.Null)
            {
                _executor.Complete(_field.Shape, null, _field, _result, _index);
            }

            return;
        }

        _executor.Complete(_field.Shape, value, _field, _result, _index);
    }
}
