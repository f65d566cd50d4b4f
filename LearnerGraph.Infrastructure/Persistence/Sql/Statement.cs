using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LearnerGraph.Infrastructure.Persistence.Sql;

/// <summary>
/// One prepared command; its parameters are bound by position, in the order in which the text names them.
/// </summary>
internal sealed partial class Statement : IDisposable
{
    private readonly DbCommand _command;
    private readonly DbParameter[] _parameters;

    public Statement(DbConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        var names = ParameterName().Matches(sql).Select(m => m.Value).Distinct().ToArray();
        _parameters = new DbParameter[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = names[i];
            _command.Parameters.Add(parameter);
            _parameters[i] = parameter;
        }
    }

    public Statement Bind(params ReadOnlySpan<object?> values)
    {
        if (values.Length != _parameters.Length)
        {
            throw new ArgumentException(
                $"{values.Length} values for {_parameters.Length} parameters of: {_command.CommandText}",
                nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            _parameters[i].Value = values[i] is string text ? StorableText.Of(text) : values[i] ?? DBNull.Value;
        }

        return this;
    }

    /// <summary>Binds a value where the text names it; for texts put together from parts.</summary>
    public Statement Offer(string name, object? value)
    {
        foreach (var parameter in _parameters)
        {
            if (parameter.ParameterName == name) parameter.Value = value ?? DBNull.Value;
        }

        return this;
    }

    public async ValueTask<int> ExecuteAsync(CancellationToken ct)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var rows = await _command.ExecuteNonQueryAsync(ct);
        SqlCounter.Executed(startedAt);
        return rows;
    }

    /// <summary>For BEGIN, COMMIT and their like, which belong to no single caller.</summary>
    public async ValueTask<int> RunUncountedAsync() => await _command.ExecuteNonQueryAsync();

    /// <summary>As <see cref="RunUncountedAsync"/>, with the text that it answers.</summary>
    public async ValueTask<string> TextUncountedAsync(CancellationToken ct) =>
        (string)(await _command.ExecuteScalarAsync(ct))!;

    /// <summary>The first column of the first row; null where there is no row or no value.</summary>
    public async ValueTask<object?> ScalarAsync(CancellationToken ct)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var value = await _command.ExecuteScalarAsync(ct);
        SqlCounter.Executed(startedAt);
        return value is DBNull ? null : value;
    }

    public async ValueTask<long?> LongAsync(CancellationToken ct) =>
        await ScalarAsync(ct) is { } value ? Convert.ToInt64(value, null) : null;

    public async ValueTask<List<T>> ListAsync<T>(Func<DbDataReader, T> map, CancellationToken ct)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var rows = new List<T>();
        await using (var reader = await _command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct)) rows.Add(map(reader));
        }

        SqlCounter.Executed(startedAt);
        return rows;
    }

    public async IAsyncEnumerable<T> StreamAsync<T>(
        Func<DbDataReader, T> map, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var startedAt = Stopwatch.GetTimestamp();
        await using var reader = await _command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) yield return map(reader);
        SqlCounter.Executed(startedAt);
    }

    public void Dispose() => _command.Dispose();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex ParameterName();
}
