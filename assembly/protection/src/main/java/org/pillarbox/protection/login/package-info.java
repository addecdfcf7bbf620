/**
 * Password checks: bounded, remembered for minutes, slowed when they fail, one log line for each
 * failure.
 */
package org.pillarbox.protection.login;
