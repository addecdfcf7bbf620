/** The one HTTPS door: our REST resources, health, metrics, tokens. */
package org.pillarbox.webadmin;
