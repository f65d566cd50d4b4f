using System.Collections;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Planning;
using LearnerGraph.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>
/// Fills the slots of a response. Whatever has its value at once is completed at once; a field that waits leaves its
/// slot open and comes back through the loop.
/// </summary>
internal sealed class FieldExecutor(RequestContext request)
{
    // What fields do once their request is over is of no interest, and no failure of theirs.
    private bool IsAborted => request.RequestAborted.IsCancellationRequested;

    public void ExecuteAll(object? parent, ResultObject result)
    {
        for (var i = 0; i < result.Slots.Length && !result.IsDead && !IsAborted; i++)
        {
            Execute(parent, result, i);
        }
    }

    public void Execute(object? parent, ResultObject result, int index)
    {
        var field = result.Plan.Fields[index];
        if (field.Typename is { } typename)
        {
            result.Slots[index].SetEncoded(typename);
            return;
        }

        try
        {
            if (field.Binding.Rule is { } rule)
            {
                Guard(rule, parent, field, result, index);
            }
            else
            {
                Resolve(parent, field, result, index);
            }
        }
        catch (Exception e)
        {
            Fail(e, field, result, index);
        }
    }

    /// <summary>Puts a resolver's value into its slot, with everything below it.</summary>
    public void Complete(OutputShape shape, object? value, FieldPlan field, ResultNode result, int index)
    {
        if (value is null)
        {
            CompleteNull(shape, field, result, index);
        }
        else if (value is Exception failure)
        {
            Fail(failure, field, result, index);
        }
        else if (shape.Item is { } item)
        {
            CompleteList(shape, item, value, field, result, index);
        }
        else if (shape.Leaf is { } leaf)
        {
            try
            {
                leaf.Write(value, ref result.Slots[index]);
            }
            catch (Exception e)
            {
                Fail(e, field, result, index);
                return;
            }

            if (shape.IsNonNull && result.Slots[index].Kind is ResultKind.Null)
            {
                CompleteNull(shape, field, result, index);
            }
        }
        else
        {
            CompleteObject(shape, value, field, result, index);
        }
    }

    public void Fail(Exception exception, FieldPlan field, ResultNode result, int index)
    {
        if (!IsAborted && result.IsAlive)
        {
            request.Report(exception, field, result, index);
            result.Nullify(index);
        }
    }

    private void Resolve(object? parent, FieldPlan field, ResultNode result, int index)
    {
        var binding = field.Binding;
        if (binding.Leaf is { } leaf)
        {
            leaf(parent!, ref result.Slots[index]);
            if (field.Shape.IsNonNull && result.Slots[index].Kind is ResultKind.Null)
            {
                CompleteNull(field.Shape, field, result, index);
            }

            return;
        }

        var arguments = request.ArgumentsOf(field);
        if (binding.Sync is { } sync)
        {
            Complete(field.Shape, sync(parent, arguments, request, result, index), field, result, index);
            return;
        }

        var task = binding.Async!(parent, arguments, request, result, index);
        if (task.IsCompletedSuccessfully)
        {
            Complete(field.Shape, task.Result, field, result, index);
        }
        else
        {
            PendingField.Start(this, request, task, field, result, index);
        }
    }

    private void Guard(FieldRule rule, object? parent, FieldPlan field, ResultObject result, int index)
    {
        var authorizer = request.Services.GetService<IFieldAuthorizer>() ?? FieldRules.Default;
        var allowed = authorizer.MayAsync(rule, request.User, request.RequestAborted);
        if (allowed.IsCompletedSuccessfully)
        {
            FieldRules.Demand(allowed.Result, request.User);
            Resolve(parent, field, result, index);
        }
        else
        {
            var guarded = ResolveGuarded(allowed, parent, field, result, index);
            PendingField.Start(this, request, guarded, field, result, index);
        }
    }

    private async ValueTask<object?> ResolveGuarded(
        ValueTask<bool> allowed, object? parent, FieldPlan field, ResultObject result, int index)
    {
        FieldRules.Demand(await allowed.ConfigureAwait(false), request.User);
        var arguments = request.ArgumentsOf(field);
        if (field.Binding.Leaf is { } leaf)
        {
            leaf(parent!, ref result.Slots[index]);
            return PendingField.AlreadyWritten;
        }

        return field.Binding.Sync is { } sync
            ? sync(parent, arguments, request, result, index)
            : await field.Binding.Async!(parent, arguments, request, result, index).ConfigureAwait(false);
    }

    private void CompleteNull(OutputShape shape, FieldPlan field, ResultNode result, int index)
    {
        if (shape.IsNonNull)
        {
            Fail(NullAtNonNull(field), field, result, index);
        }
        else
        {
            result.Slots[index].SetNull();
        }
    }

    private void CompleteList(
        OutputShape shape, OutputShape item, object value, FieldPlan field, ResultNode result, int index)
    {
        if (value is string || value is not IEnumerable)
        {
            Fail(new LeafException($"{field.Definition.Coordinate} gave no list."), field, result, index);
            return;
        }

        var items = value as IReadOnlyList<object?>;
        var plain = items is null ? value as IList : null;
        if (items is null && plain is null)
        {
            items = [.. ((IEnumerable)value).Cast<object?>()];
        }

        var count = items?.Count ?? plain!.Count;
        var list = new ResultList(item.IsNonNull, count, result, index);
        result.Slots[index].SetList(list);
        for (var i = 0; i < count && !list.IsDead && !IsAborted; i++)
        {
            Complete(item, items is not null ? items[i] : plain![i], field, list, i);
        }
    }

    private void CompleteObject(OutputShape shape, object value, FieldPlan field, ResultNode result, int index)
    {
        var type = shape.Object ?? RuntimeType((IAbstractType)shape.Named, value);
        if (type is null)
        {
            var problem = $"{value.GetType().Name} is no possible type of {shape.Named.Name}.";
            Fail(new LeafException(problem), field, result, index);
            return;
        }

        var plan = field.PlanFor(type);
        if (plan.Failure is { } failure)
        {
            Fail(failure, field, result, index);
            return;
        }

        var child = new ResultObject(plan, result, index);
        result.Slots[index].SetObject(child);
        ExecuteAll(value, child);
    }

    private static ObjectType? RuntimeType(IAbstractType type, object value) =>
        type.ResolveType?.Invoke(value) is { } found && type.IsPossible(found) ? found : null;

    private static LeafException NullAtNonNull(FieldPlan field) =>
        new($"{field.Definition.Coordinate} gave null, which its type does not allow.");
}
