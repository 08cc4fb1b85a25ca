package org.ratsnetz.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it was measured on.
 *
 * @param processor model of the processor
 * @param cores how many we have
 * @param memory bytes, in GiB
 * @param system operating system and kernel
 * @param java version of Java
 */
public record Machine(String processor, int cores, int memory, String system, String java) {

    /** This one. */
    public static Machine here() {
        return new Machine(
                line("/proc/cpuinfo", "model name\\s*: (.*)"),
                Runtime.getRuntime().availableProcessors(),
                Math.round(Integer.parseInt(line("/proc/meminfo", "MemTotal:\\s*(\\d+) kB")) / 1048576f),
                line("/etc/os-release", "PRETTY_NAME=\"(.*)\"") + ", Linux "
                        + System.getProperty("os.version").replaceAll("-.*", ""),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"));
    }

    /** One number of a process's memory in MiB, such as {@code VmRSS}; 0 when it has ended. */
    public static double memory(long pid, String name) {
        String found = line("/proc/" + pid + "/status", name + ":\\s*(\\d+) kB");
        return found.isEmpty() ? 0 : Integer.parseInt(found) / 1024.0;
    }

    /** Processor time that one process has used, in ms. */
    public static double cpuMillis(long pid) {
        return CpuTime.of(pid).toMillis();
    }

    private static String line(String file, String pattern) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.map(Pattern.compile(pattern)::matcher)
                    .filter(Matcher::matches)
                    .findFirst()
                    .map(matcher -> matcher.group(1).strip())
                    .filter(Predicate.not(String::isBlank))
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** In words, for the page. */
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("processor", cores + " × " + processor);
        words.put("memory", memory + " GiB");
        words.put("system", system);
        words.put("java", java);
        return words;
    }
}
