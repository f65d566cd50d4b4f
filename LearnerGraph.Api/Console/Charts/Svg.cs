using System.Globalization;
using System.Net;
using System.Text;

namespace LearnerGraph.Api.Console.Charts;

/// <summary>Writes the elements of a picture; text is escaped and numbers keep one digit, in any culture.</summary>
public sealed class Svg(double width)
{
    private readonly StringBuilder _body = new();

    public double Width { get; } = width;

    /// <summary>Set by whoever draws, since most pictures grow with their rows.</summary>
    public double Height { get; set; }

    public void Line(string kind, double x1, double y1, double x2, double y2) =>
        _body.Append(CultureInfo.InvariantCulture,
            $"<line class=\"{kind}\" x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"/>\n");

    public void Rect(string kind, double x, double y, double width, double height) =>
        _body.Append(CultureInfo.InvariantCulture,
            $"<rect class=\"{kind}\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{Math.Max(0, width):0.#}\" "
            + $"height=\"{Math.Max(0, height):0.#}\"/>\n");

    public void Circle(string kind, double x, double y, double radius) =>
        _body.Append(CultureInfo.InvariantCulture,
            $"<circle class=\"{kind}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\"/>\n");

    /// <param name="anchor">start, middle or end.</param>
    public void Text(string kind, double x, double y, string text, string anchor = "start") =>
        _body.Append(CultureInfo.InvariantCulture,
            $"<text paint-order=\"stroke\" class=\"{kind}\" x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">"
            + $"{WebUtility.HtmlEncode(text)}</text>\n");

    /// <param name="isArea">Closed at the end.</param>
    public void Path(string kind, IEnumerable<(double X, double Y)> points, bool isArea = false)
    {
        var corners = string.Join(
            'L', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#} {point.Y:0.#}")));
        if (corners.Length > 0) _body.Append($"<path class=\"{kind}\" d=\"M{corners}{(isArea ? "Z" : "")}\"/>\n");
    }

    public void Open(string kind) => _body.Append($"<g class=\"{kind}\">\n");

    public void Close() => _body.Append("</g>\n");

    /// <summary>The picture with its name and its finding, as screen readers tell it.</summary>
    /// <param name="id">Unique on the page.</param>
    public string ToMarkup(string id, string kind, string title, string finding) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <svg class="chart {kind}" viewBox="0 0 {Width:0.#} {Height:0.#}" role="img" aria-labelledby="{id}-t {id}-d">
        <title id="{id}-t">{WebUtility.HtmlEncode(title)}</title>
        <desc id="{id}-d">{WebUtility.HtmlEncode(finding)}</desc>
        {_body}</svg>
        """);
}
