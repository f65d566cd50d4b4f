namespace LearnerGraph.GraphQL.Language;

/// <summary>Block strings: how their raw text becomes a value (specification, section 2.9.4) and back.</summary>
internal static class BlockText
{
    /// <summary>
    /// Removes the indent common to all lines but the first, and blank lines at both ends. Line ends are already LF.
    /// </summary>
    public static string Dedent(string raw)
    {
        var lines = raw.Split('\n');
        var common = int.MaxValue;
        var first = -1;
        var last = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = Indent(lines[i]);
            if (indent == lines[i].Length)
            {
                continue;
            }

            first = first < 0 ? i : first;
            last = i;
            if (i > 0 && indent < common)
            {
                common = indent;
            }
        }

        if (first < 0)
        {
            return "";
        }

        for (var i = 1; i < lines.Length; i++)
        {
            lines[i] = common >= lines[i].Length ? "" : lines[i][common..];
        }

        return string.Join('\n', lines, first, last - first + 1);
    }

    /// <summary>Whether a block string, one line per line and indented at will, reads back as the same value.</summary>
    public static bool IsPrintable(string value)
    {
        if (value.Length == 0)
        {
            return false;
        }

        foreach (var c in value)
        {
            if (c < ' ' && c is not ('\t' or '\n'))
            {
                return false;
            }
        }

        var lines = value.Split('\n');
        if (Indent(lines[0]) == lines[0].Length || Indent(lines[^1]) == lines[^1].Length)
        {
            return false;
        }

        foreach (var line in lines)
        {
            if (line.Length > 0 && Indent(line) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int Indent(string line)
    {
        var i = 0;
        while (i < line.Length && line[i] is (' ' or '\t'))
        {
            i++;
        }

        return i;
    }
}
