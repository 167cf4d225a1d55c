/** Where a user pool answers: at Amazon in its region, or where somebody says. */
export function endpointOf({ poolId, endpoint }: { poolId: string; endpoint?: string | undefined }): string {
  return endpoint ?? `https://cognito-idp.${poolId.split('_')[0]}.amazonaws.com`
}
