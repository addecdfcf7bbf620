package org.pillarbox.webadmin.health;

import java.nio.file.Path;
import java.time.Duration;

/**
 * When health turns.
 *
 * @param data the directory whose disk is watched
 * @param diskLow free bytes below which the disk is degraded
 * @param diskFull free bytes below which it is unhealthy: mail is about to be refused
 * @param certificateSoon how long before its end the certificate is degraded
 * @param certificateUrgent how long before its end it is unhealthy
 * @param patience how long one check may take before it counts as unhealthy
 */
public record HealthConfiguration(
    Path data,
    long diskLow,
    long diskFull,
    Duration certificateSoon,
    Duration certificateUrgent,
    Duration patience) {

  public HealthConfiguration {
    if (diskFull < 0 || diskLow < diskFull) {
      throw new IllegalArgumentException(
          "diskLow: "
              + diskLow
              + " with diskFull "
              + diskFull
              + " is not allowed; allowed is 0 <= diskFull <= diskLow");
    }
    if (certificateUrgent.isNegative() || certificateSoon.compareTo(certificateUrgent) < 0) {
      throw new IllegalArgumentException(
          "certificateSoon: "
              + certificateSoon
              + " with certificateUrgent "
              + certificateUrgent
              + " is not allowed; allowed is 0 <= certificateUrgent <= certificateSoon");
    }
    if (patience.compareTo(Duration.ofMillis(100)) < 0
        || patience.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "patience: " + patience + " is not allowed; allowed are 100 ms to 1 minute");
    }
  }

  /** 2 GiB and 512 MiB of disk, 14 and 3 days of certificate, 5 seconds for a check. */
  public static HealthConfiguration of(Path data) {
    return new HealthConfiguration(
        data, 2L << 30, 512L << 20, Duration.ofDays(14), Duration.ofDays(3), Duration.ofSeconds(5));
  }
}
