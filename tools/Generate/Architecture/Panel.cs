namespace FhnHw.Generate.Architecture;

/// <summary>
/// One assembly laid out in rows: a folder stands above all that it uses. The method is Sugiyama's: long arrows get a place in each row
/// that they cross, rows are ordered by the middle of what they are joined to, and then moved towards it.
/// </summary>
internal sealed class Panel
{
    private const double Gap = 22, Margin = 16;
    private const int Sweeps = 24;

    private readonly List<List<Node>> _rows = [];
    private readonly List<(Node From, Node To)> _links = [];

    /// <summary>Lays an assembly out.</summary>
    public Panel(Folders folders)
    {
        Title = folders.Assembly;
        var rows = RowsOf(folders);
        var nodes = folders.Names.ToDictionary(name => name, name => new Node(name, rows[name]));
        var count = rows.Values.DefaultIfEmpty(-1).Max() + 1;
        _rows.AddRange(Enumerable.Range(0, count).Select(row => nodes.Values.Where(node => node.Row == row).ToList()));
        foreach (var (from, to) in folders.Uses)
        {
            Arrows.Add(Route(nodes[from], nodes[to]));
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var row in sweep % 2 == 0 ? _rows : Enumerable.Reverse(_rows))
            {
                Order(row, sweep % 2 == 0);
            }
        }

        Place();
    }

    /// <summary>The assembly's folder.</summary>
    public string Title { get; }

    /// <summary>Every box.</summary>
    public IEnumerable<Node> Boxes => _rows.SelectMany(row => row).Where(node => node.Name is not null);

    /// <summary>Each arrow as the places that it goes through, the used folder last.</summary>
    public List<List<Node>> Arrows { get; } = [];

    /// <summary>Number of rows.</summary>
    public int Rows => _rows.Count;

    /// <summary>Pixels.</summary>
    public double Width { get; private set; }

    private static Dictionary<string, int> RowsOf(Folders folders)
    {
        var rows = new Dictionary<string, int>();
        foreach (var name in folders.Names)
        {
            RowOf(name);
        }

        return rows;

        int RowOf(string name) => rows.TryGetValue(name, out var row)
            ? row
            : rows[name] = folders.Uses.Where(use => use.From == name).Select(use => RowOf(use.To) + 1).DefaultIfEmpty(0).Max();
    }

    private List<Node> Route(Node from, Node to)
    {
        List<Node> way = [from];
        for (var row = from.Row - 1; row > to.Row; row--)
        {
            var crossing = new Node(null, row);
            _rows[row].Add(crossing);
            way.Add(crossing);
        }

        way.Add(to);
        _links.AddRange(way.Zip(way.Skip(1)));
        return way;
    }

    // Sorts a row by the mean place, within their row, of those below or above that each is joined to.
    private void Order(List<Node> row, bool byLower)
    {
        var sorted = row.OrderBy(PlaceOf).ToList();
        row.Clear();
        row.AddRange(sorted);

        double PlaceOf(Node node) => JoinedTo(node, byLower)
            .Select(other => (double)_rows[other.Row].IndexOf(other))
            .DefaultIfEmpty(row.IndexOf(node))
            .Average();
    }

    private IEnumerable<Node> JoinedTo(Node node, bool lower) => lower
        ? _links.Where(link => link.From == node).Select(link => link.To)
        : _links.Where(link => link.To == node).Select(link => link.From);

    private void Place()
    {
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var row in sweep % 2 == 0 ? _rows : Enumerable.Reverse(_rows))
            {
                Move(row);
            }
        }

        var left = Boxes.Select(node => node.X - (node.Width / 2)).DefaultIfEmpty(0).Min() - Margin;
        foreach (var node in _rows.SelectMany(row => row))
        {
            node.X = Math.Round(node.X - left, 1);
        }

        Width = Math.Max(Boxes.Select(node => node.X + (node.Width / 2)).DefaultIfEmpty(0).Max() + Margin, (Title.Length * 9) + (2 * Margin) + 10);
    }

    // Each goes to the mean of its neighbours and is pushed right where it would overlap; then the row goes back as a whole by the mean push.
    private void Move(List<Node> row)
    {
        var wanted = row
            .Select(node => JoinedTo(node, true).Concat(JoinedTo(node, false)).Select(other => other.X).DefaultIfEmpty(node.X).Average())
            .ToList();
        for (var i = 0; i < row.Count; i++)
        {
            row[i].X = i == 0 ? wanted[0] : Math.Max(wanted[i], row[i - 1].X + ((row[i - 1].Width + row[i].Width) / 2) + Gap);
        }

        var pushed = row.Select((node, i) => node.X - wanted[i]).DefaultIfEmpty(0).Average();
        row.ForEach(node => node.X -= pushed);
    }
}
