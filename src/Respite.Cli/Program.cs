Console.WriteLine("respite");
