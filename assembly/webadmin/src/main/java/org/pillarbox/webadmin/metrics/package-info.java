/** What can be measured, in the text that Prometheus reads. */
package org.pillarbox.webadmin.metrics;
