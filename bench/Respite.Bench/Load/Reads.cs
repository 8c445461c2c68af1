using System.Diagnostics;

namespace Respite.Bench.Load;

/// <summary>What an operator's screen asks of the state, again and again (nothing of it goes to Nova): how long each answer takes, in milliseconds.</summary>
internal static class Reads
{
    private static readonly string[] Paths = ["/v1/maintenances?limit=50", "/v1/events?limit=50", "/v1/maintenances?host=compute-0002", "/healthcheck"];

    public static async Task<IReadOnlyList<double>> TimeAsync(HttpClient api, CancellationToken over, int? count = null)
    {
        var times = new List<double>();
        while (!over.IsCancellationRequested && times.Count < (count ?? int.MaxValue))
        {
            var began = Stopwatch.GetTimestamp();
            using (var answer = await api.GetAsync(new Uri(Paths[times.Count % Paths.Length], UriKind.Relative), CancellationToken.None))
            {
                await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
                if (!answer.IsSuccessStatusCode)
                    throw new InvalidOperationException($"{Paths[times.Count % Paths.Length]}: {(int)answer.StatusCode}");
            }
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(50, CancellationToken.None);
        }
        return times;
    }

    public static double Percentile99(IReadOnlyList<double> times) => times.Order().ElementAt((int)(times.Count * 0.99));
}
