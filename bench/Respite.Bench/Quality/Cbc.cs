using System.Diagnostics;
using System.Globalization;
using System.Text;
using Respite.Planning.Model;

namespace Respite.Bench.Quality;

/// <summary>Whether a placement of everything exists, by COIN-OR's branch and cut (Debian: coinor-cbc).</summary>
internal static class Cbc
{
    private const int Seconds = 30;

    public static bool Installed => File.Exists("/usr/bin/cbc");

    /// <summary>Null: it did not know in time.</summary>
    public static bool? Exists(QualityCase one, string folder)
    {
        var model = Path.Combine(folder, "case.lp");
        File.WriteAllText(model, Model(one));
        var start = new ProcessStartInfo("/usr/bin/cbc", [model, "sec", Seconds.ToString(CultureInfo.InvariantCulture), "solve"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return answer.Contains("Optimal solution found", StringComparison.Ordinal) ? true
            : answer.Contains("infeasible", StringComparison.OrdinalIgnoreCase) ? false
            : null;
    }

    /// <summary>x_i_h: instance i goes to host h. In CPLEX's LP format.</summary>
    private static string Model(QualityCase one)
    {
        var text = new StringBuilder("Minimize\n obj: 0 nothing\nSubject To\n");
        for (var i = 0; i < one.Movers.Length; i++)
            Row(Hosts(one, i).Select(h => X(i, h)), "= 1");
        for (var h = 0; h < one.Hosts.Length; h++)
        {
            foreach (var (name, free) in one.Hosts[h].Capacity.Minus(one.Hosts[h].Used))
                Row(Members(one, h, _ => true).Select(i => $"{one.Movers[i].Resources[name]} {X(i, h)}"), $"<= {free}");
            foreach (var group in one.Cloud.Groups.Where(group => group.Policy == "anti-affinity"))
                Row(Members(one, h, i => one.Movers[i].GroupIds.Contains(group.Id)).Select(i => X(i, h)),
                    $"<= {group.MaxServerPerHost - group.MemberHosts.Values.Count(host => host == one.Hosts[h].Name)}");
        }
        text.Append("Bounds\n 0 <= nothing <= 1\nBinary\n");
        for (var i = 0; i < one.Movers.Length; i++)
            foreach (var h in Hosts(one, i))
                text.Append(' ').Append(X(i, h)).Append('\n');
        return text.Append("End\n").ToString();

        void Row(IEnumerable<string> terms, string bound)
        {
            var sum = string.Join(" + ", terms);
            text.Append(' ').Append(sum.Length == 0 ? "0 nothing" : sum).Append(' ').Append(bound).Append('\n');
        }
    }

    private static IEnumerable<int> Hosts(QualityCase one, int i) => Enumerable.Range(0, one.Hosts.Length).Where(h => one.Allowed[i, h]);

    private static IEnumerable<int> Members(QualityCase one, int h, Func<int, bool> who) =>
        Enumerable.Range(0, one.Movers.Length).Where(i => one.Allowed[i, h] && who(i));

    private static string X(int i, int h) => $"x_{i}_{h}";
}
