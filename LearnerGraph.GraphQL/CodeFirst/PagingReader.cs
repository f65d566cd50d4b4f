using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>Checks and caps what a client asks of a connection.</summary>
internal sealed class PagingReader(UsePagingAttribute settings)
{
    public PagingArguments Read(object? first, object? after, object? last, object? before)
    {
        if (first is not null && last is not null)
        {
            throw Refusal("Ask for \"first\" or for \"last\", not for both.");
        }

        if (first is < 0 || last is < 0)
        {
            throw Refusal("A page cannot have a negative size.");
        }

        if (last is int count)
        {
            return new PagingArguments(null, (string?)after, Cap(count), (string?)before);
        }

        return new PagingArguments(
            Cap(first as int? ?? settings.DefaultPageSize), (string?)after, null, (string?)before);
    }

    private static GraphQLException Refusal(string message) => new(message, ErrorCodes.BadUserInput);

    private int Cap(int size) => Math.Min(size, settings.MaxPageSize);
}
