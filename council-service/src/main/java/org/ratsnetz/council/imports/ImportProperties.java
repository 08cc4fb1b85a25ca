package org.ratsnetz.council.imports;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of imports.
 *
 * @param maxSize largest file, unpacked
 * @param maxRatio how many times larger a packed file may become
 * @param maxLines most lines of a file
 * @param window lines of a job that may wait for their write at once; larger groups commit together, smaller ones leave more room
 *     for people
 * @param jobs jobs that one process works on at a time
 * @param jobsPerClient how many of these may be of the same client
 * @param waitingPerClient jobs of a client that may wait or run; more are refused for the moment
 * @param lease after this long without a sign of life another process takes a job over
 * @param checkpoint how often the progress of a job is stored
 * @param keep how long a job and its errors can be asked for; the file itself goes when the job ends
 */
@Validated
@ConfigurationProperties("ratsnetz.imports")
record ImportProperties(
        @DefaultValue("256MB") DataSize maxSize,
        @DefaultValue("100") @Min(1) int maxRatio,
        @DefaultValue("1000000") @Min(1) @Max(10_000_000) int maxLines,
        @DefaultValue("512") @Min(1) @Max(10_000) int window,
        @DefaultValue("4") @Min(1) int jobs,
        @DefaultValue("2") @Min(1) int jobsPerClient,
        @DefaultValue("20") @Min(1) int waitingPerClient,
        @DefaultValue("12s") Duration lease,
        @DefaultValue("1s") Duration checkpoint,
        @DefaultValue("90d") Duration keep) {}
