/**
 * True for rows of a contact center whose org signs and that has no courier on this server: another server may have one, so the
 * row is left alone. `here`: SQL of the contact centers that have one; null there means that every row is in reach.
 */
export const outOfReach = (tenantId: string, here: string): string =>
  `(${tenantId} <> all(${here}::text[]) and exists (
     select from contact_centers as center where center.tenant_id = ${tenantId} and center.signer = 'org'
   )) is true`;
